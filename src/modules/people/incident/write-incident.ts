import { z } from "zod"
import { lines } from "#modules/registry/public.ts"
import { userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { canKeepTexts } from "../consent/keep-texts.ts"
import { insertEntries, insertIncident, lockIncident } from "./incident.store.ts"
import { clocksOf, entryKinds, facts, isClosed, notices } from "./incident.ts"

const words = lines(8000).default("")
const instant = z.iso.datetime({ error: "incident.invalid.instant" }).transform((text) => new Date(text))
export const incidentInput = {
  foundAt: instant,
  what: lines(8000).refine((text) => text !== "", "invalid.required"),
  happened: words,
  cause: words,
  people: words,
  data: words,
  harm: words,
  measures: words,
  contact: words,
}

/** Opens an incident: when it was found, and what is known by then. The terms of the law run from the finding. */
export const openIncident = command({
  name: "incident.open",
  input: z.object(incidentInput),
  permit: canKeepTexts,
  async run({ tx, actor, now, announce }, { foundAt, ...known }) {
    if (foundAt > now) throw new InvalidInput({ foundAt: { key: "incident.invalid.ahead" } })
    const by = { at: now, userId: userIdOf(actor) }
    const number = await insertIncident(tx, { foundAt, ...by })
    const said = facts.filter((kind) => known[kind] !== "")
    const entries = said.map((kind) => ({ kind, body: known[kind], toldAt: null }))
    await insertEntries(tx, number, entries, by)
    await announce({ name: "incident.opened", subject: { kind: "incident", id: number } })
    return { number }
  },
})

const isNotice = (kind: string) => (notices as readonly string[]).includes(kind)

/**
 * Writes more to an incident: to one of its facts, or that somebody was told, when and under which number. Nothing is
 * taken back: what was wrong gets a correction beside it.
 */
export const addEntry = command({
  name: "incident.add_entry",
  input: z.object({
    number: z.coerce.number().int(),
    kind: z.enum(entryKinds, { error: "invalid.choice" }).exclude(["closed"], { error: "invalid.choice" }),
    body: words,
    toldAt: instant.nullable().default(null),
  }),
  permit: canKeepTexts,
  async run({ tx, actor, now, announce }, { number, kind, body, toldAt }) {
    const incident = await lockIncident(tx, number)
    if (!incident) throw notFound()
    if (isNotice(kind)) {
      if (!toldAt) throw new InvalidInput({ toldAt: { key: "invalid.required" } })
      if (toldAt > now) throw new InvalidInput({ toldAt: { key: "incident.invalid.ahead" } })
      if (toldAt < incident.foundAt) throw new InvalidInput({ toldAt: { key: "incident.invalid.before" } })
    } else if (!body) throw new InvalidInput({ body: { key: "invalid.required" } })
    const entry = { kind, body, toldAt: isNotice(kind) ? toldAt : null }
    await insertEntries(tx, number, [entry], { at: now, userId: userIdOf(actor) })
    await announce({ name: "incident.entry_added", subject: { kind: "incident", id: number }, payload: { kind } })
    return { number }
  },
})

/**
 * Closes an incident with conclusions. Roskomnadzor was told twice by then, or `unsent` says that it need not be, and the
 * conclusions say why.
 */
export const closeIncident = command({
  name: "incident.close",
  input: z.object({
    number: z.coerce.number().int(),
    body: lines(8000).refine((text) => text !== "", "invalid.required"),
    unsent: z.boolean().default(false),
  }),
  permit: canKeepTexts,
  async run({ tx, actor, now, announce }, { number, body, unsent }) {
    const incident = await lockIncident(tx, number)
    if (!incident) throw notFound()
    if (isClosed(incident)) throw new Refusal(409, "incident.closed_already")
    if (!unsent && clocksOf(incident, now).some(({ toldAt }) => !toldAt))
      throw new InvalidInput({ unsent: { key: "incident.not_told" } })
    const entry = { kind: "closed" as const, body, toldAt: null }
    await insertEntries(tx, number, [entry], { at: now, userId: userIdOf(actor) })
    await announce({ name: "incident.closed", subject: { kind: "incident", id: number }, payload: { unsent } })
    return { number }
  },
})
