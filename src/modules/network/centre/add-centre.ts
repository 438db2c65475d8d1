import { z } from "zod"
import {
  addTerritory,
  allTerritories,
  createParty,
  partyByName,
  pathUp,
  type Territory,
  territoryScopes,
} from "#modules/registry/public.ts"
import { administrator, staff, staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { sendInvitation } from "../staff/invite-staff.ts"
import { canRunNetwork } from "./centre.policy.ts"
import { insertCentre, lockCentres } from "./centre.store.ts"
import { type Centre, slugOf } from "./centre.ts"
import { centreFields, invitationFields } from "./centre-input.ts"

const wrong = (field: string, key: string) => new InvalidInput({ [field]: { key } })

/** The territory of the new centre with those above it, nearest first; a new one lies in that of the parent. */
async function placeOf(ctx: CommandContext, input: Input, parent: Centre | undefined): Promise<Territory[]> {
  const territories = await allTerritories(ctx.tx)
  const above = pathUp(territories, parent?.territoryId ?? null)
  if (input.territoryName === "") {
    const place = pathUp(territories, input.territoryId)
    if (input.territoryId !== null && !place.length) throw wrong("territoryId", "invalid.choice")
    if (!canRunNetwork(ctx.actor, parent, place)) throw notAllowed()
    return place
  }
  const parentId = parent?.territoryId ?? null
  const territory = { name: input.territoryName, kind: "municipality" as const, parentId }
  if (!canRunNetwork(ctx.actor, parent, [{ ...territory, id: 0 }, ...above])) throw notAllowed()
  try {
    return [{ ...territory, id: await addTerritory(ctx, { ...territory, demo: input.demo }) }, ...above]
  } catch (err) {
    if (err instanceof InvalidInput) throw wrong("territoryName", "centre.territory_known")
    throw err
  }
}

/** The body that the centre is: the one with this name where the actor keeps it, else a new one. */
async function bodyOf(ctx: CommandContext, name: string, territoryId: number | null, demo: boolean): Promise<number> {
  const known = await partyByName(ctx.tx, name)
  if (!known) return createParty(ctx, { nature: "body", kind: "resource_centre", name, territoryId, demo })
  const scopes = await territoryScopes(ctx.tx, known.territoryId)
  if (known.nature !== "body" || !staff(ctx.actor, [{ kind: "body", id: known.id }, ...scopes]))
    throw wrong("name", "centre.name_taken")
  return known.id
}

const input = z.object({
  name: centreFields.name,
  kind: centreFields.kind,
  slug: centreFields.slug.default(""),
  territoryId: z.coerce.number().int().nullable().default(null),
  /** Another one, which is not in the registry yet. */
  territoryName: z.string().trim().max(200).default(""),
  parentId: z.coerce.number().int().nullable().default(null),
  about: centreFields.about.default(""),
  contacts: centreFields.contacts.default(""),
  /** Of its head, who is invited with it. */
  invitation: z.object(invitationFields).nullable().default(null),
  today: z.iso.date(),
  demo: z.boolean().default(false),
})
type Input = z.output<typeof input>

/**
 * Makes a centre: its body, its territory, and an invitation to its head.
 * @throws InvalidInput when the territory has a centre, or the name or the address is taken; Refusal 403
 */
export const addCentre = command({
  name: "centre.add",
  input,
  permit: staffSomewhere,
  async run(ctx, given) {
    const all = await lockCentres(ctx.tx)
    const parent = all.find(({ id, closedOn }) => id === given.parentId && closedOn === null)
    if (given.parentId !== null && !parent) throw wrong("parentId", "invalid.choice")
    if (given.kind === "flagship" && !administrator(ctx.actor)) throw notAllowed()
    const place = await placeOf(ctx, given, parent)
    const territoryId = place[0]?.id ?? null
    if (territoryId === null && given.kind !== "sectoral") throw wrong("territoryId", "centre.needs_territory")
    const open = all.filter(({ closedOn }) => closedOn === null)
    if (territoryId !== null && open.some((one) => one.territoryId === territoryId))
      throw wrong("territoryId", "centre.territory_taken")
    const taken = all.map(({ slug }) => slug)
    if (taken.includes(given.slug)) throw wrong("slug", "centre.slug_taken")
    const slug = given.slug || slugOf(place[0]?.name ?? given.name, taken)
    const partyId = await bodyOf(ctx, given.name, territoryId ?? parent?.territoryId ?? null, given.demo)
    if (open.some((one) => one.partyId === partyId)) throw wrong("name", "centre.name_taken")
    const { kind, parentId, about, contacts } = given
    const centre = { kind, parentId, about, contacts, slug, territoryId, partyId, openedOn: given.today }
    const id = await insertCentre(ctx.tx, { ...centre, closedOn: null, closedWhy: "" }, given.demo)
    await ctx.announce({
      name: "centre.added",
      subject: { kind: "centre", id },
      payload: { party: partyId, kind, territory: territoryId },
      changes: [{ field: "slug", after: slug }],
    })
    if (given.invitation)
      await sendInvitation(ctx, { centre: { id, partyId, territoryId }, head: true, ...given.invitation })
    return { id, slug }
  },
})
