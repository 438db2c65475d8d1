import { sql } from "kysely"
import { foldName } from "#modules/registry/public.ts"
import type { Tx } from "#platform/db.ts"
import { codeHash, linkCode } from "../recipient/link.ts"
import { silentSince } from "../request/request.ts"
import { type PlannedAct, play } from "./play.ts"
import "../tables.ts"

export type PlannedRequest = {
  itemId: number
  themeId: number | null
  role: "lead" | "joint"
  /** Its place among the recipients of the resolution. */
  recipient: number
  askedOn: string
  acts: PlannedAct[]
  /** Its place among the requests of the resolution: handed over from there. */
  from?: number
}
export type PlannedResolution = {
  resolutionId: number
  territoryId: number | null
  year: number
  visibility: "internal" | "participants" | "open"
  recipients: { partyId: number; addressee: string; email: string }[]
  requests: PlannedRequest[]
}

/**
 * Writes many requests of made-up resolutions with all that was said about them, without letters: for `seed large`.
 * Where they stand is what the rules make of their acts.
 */
export async function plantRequests(tx: Tx, secret: string, all: PlannedResolution[], at: Date): Promise<number> {
  const expires = new Date(at.getTime() + 365 * 86_400_000)
  const flat = all.flatMap((one) => one.recipients.map((recipient) => ({ ...recipient, of: one.resolutionId })))
  if (!flat.length) return 0
  const recipients = await tx
    .insertInto("commitments.recipient")
    .values(
      flat.map((one) => ({
        resolution_id: one.of,
        party_id: one.partyId,
        addressee: one.addressee,
        folded_addressee: foldName(one.addressee),
        email: one.email,
        code_hash: null,
        expires_at: expires,
        revoked_at: null,
        at,
      })),
    )
    .returning("id")
    .execute()
  const codes = recipients.map(({ id }) => codeHash(secret, linkCode(secret, { id, generation: 1 })))
  await sql`UPDATE commitments.recipient p SET code_hash = decode(u.code, 'hex')
    FROM unnest(${recipients.map(({ id }) => id)}::bigint[], ${codes.map((code) => code.toString("hex"))}::text[])
      AS u (id, code) WHERE p.id = u.id`.execute(tx)
  let before = 0
  const placed = all.flatMap((one) => {
    const first = before
    before += one.recipients.length
    return one.requests.map((request) => ({ one, request, to: first + request.recipient, played: play(request.acts) }))
  })
  const ids = await insertPlayed(
    tx,
    placed.filter(({ request }) => request.from === undefined),
    { recipients, flat, parents: new Map() },
  )
  const known = new Map(ids)
  const parents = new Map<PlannedRequest, number>()
  for (const { one, request } of placed)
    if (request.from !== undefined) parents.set(request, known.get(one.requests[request.from]!)!)
  const handed = await insertPlayed(
    tx,
    placed.filter(({ request }) => request.from !== undefined),
    { recipients, flat, parents },
  )
  for (const [request, id] of handed) known.set(request, id)
  await insertActs(tx, placed, known, at)
  return placed.length
}

type Placed = {
  one: PlannedResolution
  request: PlannedRequest
  to: number
  played: ReturnType<typeof play>
}

async function insertPlayed(
  tx: Tx,
  placed: Placed[],
  of: { recipients: { id: number }[]; flat: { partyId: number }[]; parents: Map<PlannedRequest, number> },
): Promise<[PlannedRequest, number][]> {
  if (!placed.length) return []
  const rows = await tx
    .insertInto("commitments.request")
    .values(
      placed.map(({ one, request, to, played: { standing, acts } }) => ({
        recipient_id: of.recipients[to]!.id,
        item_id: request.itemId,
        parent_id: of.parents.get(request) ?? null,
        relation: of.parents.has(request) ? ("handed_over" as const) : null,
        role: request.role,
        wording: standing.wording,
        stage: standing.stage,
        partly: standing.partly,
        share: standing.share,
        term_on: standing.termOn,
        term: standing.term,
        considered_until: standing.consideredUntil,
        asked_on: request.askedOn,
        answered_on: standing.answeredOn,
        taken_on: standing.takenOn,
        released_on: standing.releasedOn,
        silent_since: silentSince(
          standing,
          [request.askedOn, ...acts.map((act) => act.onDay)],
          acts.some((act) => act.needsWord && act.settledBy === null),
        ),
        resolution_id: one.resolutionId,
        party_id: of.flat[to]!.partyId,
        territory_id: one.territoryId,
        theme_id: request.themeId,
        year: one.year,
        visibility: one.visibility,
      })),
    )
    .returning("id")
    .execute()
  return rows.map(({ id }, i) => [placed[i]!.request, id])
}

async function insertActs(tx: Tx, placed: Placed[], ids: Map<PlannedRequest, number>, at: Date): Promise<void> {
  const acts = placed.flatMap(({ one, request, played }) =>
    played.acts.map((act, i) => {
      const to = one.requests.find((other) => act.kind === "hand_over" && other.from === one.requests.indexOf(request))
      return { act, i, request, handedTo: to ? ids.get(to)! : null }
    }),
  )
  if (!acts.length) return
  const rows = await tx
    .insertInto("commitments.act")
    .values(
      acts.map(({ act, request, handedTo }) => ({
        request_id: ids.get(request)!,
        kind: act.kind,
        side: act.side,
        on_day: act.onDay,
        at,
        user_id: null,
        name: act.name,
        post: act.post,
        channel: act.side === "centre" ? ("site" as const) : ("link" as const),
        text: act.text,
        term_on: act.termOn,
        term: act.term,
        wording: act.wording,
        until: act.until,
        share: act.share,
        handed_to: handedTo,
        stage: act.stage,
        needs_word: act.needsWord,
        settles: null,
        settled_by: null,
      })),
    )
    .returning("id")
    .execute()
  const idOf = new Map(acts.map(({ request, i }, n) => [`${ids.get(request)} ${i}`, rows[n]!.id]))
  const tied = acts.flatMap(({ act, i, request }) => {
    const id = (place: number | null) => (place === null ? null : idOf.get(`${ids.get(request)} ${place}`)!)
    const [settles, settledBy] = [id(act.settles), id(act.settledBy)]
    return settles === null && settledBy === null ? [] : [{ id: id(i)!, settles, settledBy }]
  })
  await sql`UPDATE commitments.act a SET settles = u.settles, settled_by = u.settled_by
    FROM unnest(${tied.map((t) => t.id)}::bigint[], ${tied.map((t) => t.settles)}::bigint[],
      ${tied.map((t) => t.settledBy)}::bigint[]) AS u (id, settles, settled_by) WHERE a.id = u.id`.execute(tx)
}
