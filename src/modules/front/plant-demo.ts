import { z } from "zod"
import { removeDemoRequests, site } from "#modules/commitments/public.ts"
import {
  adoptResolution,
  demoResolutions,
  draftOf,
  draftResolution,
  editDraft,
  removeDemoResolutions,
} from "#modules/deliberation/public.ts"
import { deleteDemoCentres } from "#modules/network/public.ts"
import { removeDemoPeople } from "#modules/people/public.ts"
import {
  addStatus,
  allDirections,
  confirmCard,
  createParty,
  removeDemoParties,
  removeDemoServices,
  setDirections,
} from "#modules/registry/public.ts"
import { administrator } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { readDocument } from "#platform/documents/read-document.ts"
import { Refusal } from "#platform/refusal.ts"
import { demoDeeds } from "./demo-deeds.ts"
import { demoRegion, demoTerritory, plantNetwork } from "./demo-network.ts"
import { plantProfile } from "./demo-profile/plant-profile.ts"
import { plantServices } from "./demo-services/plant-services.ts"
import { demoParties, demoTexts, demoTown } from "./demo-world.ts"
import { plantDeeds } from "./plant-deeds.ts"
import { plantPeople } from "./plant-people.ts"

/** Adopts a demo text as a coordinator would: looks it through, answers what endorsements should bring, adopts. */
async function adopt(ctx: CommandContext, text: (typeof demoTexts)[number], territoryId: number): Promise<number> {
  const document = await readDocument(new TextEncoder().encode(text.text), "demo.txt")
  const { id } = await draftResolution.run(ctx, {
    document,
    sourceName: text.name,
    attachment: null,
    content: undefined,
    territoryId,
    demo: true,
  })
  let draft = await draftOf(ctx.tx, id)
  for (const piece of draft?.content.pieces ?? [])
    if (piece.force === "endorse" && piece.type === "item") {
      const edit = { do: "result" as const, piece: piece.id, expectedResult: text.expected }
      await editDraft.run(ctx, { id, version: draft!.version, edit })
      draft = await draftOf(ctx.tx, id)
    }
  if (!draft || text.visibility === null) return id
  const { heldUntil, heldOn } = draft.content
  await adoptResolution.run(ctx, {
    id,
    version: draft.version,
    adoptedOn: heldUntil ?? heldOn ?? text.adoptedOn,
    visibility: text.visibility,
    territoryId,
    addUnknown: true,
  })
  return id
}

/** Plants the example: an invented town with its bodies, organisations and resolutions, all marked as an example. */
export const plantDemo = command({
  name: "demo.plant",
  input: z.object({ site, filesDir: z.string().optional() }),
  permit: administrator,
  async run(ctx, { site, filesDir }) {
    if ((await demoResolutions(ctx.tx)).length) throw new Refusal(409, "refusal.demo_there")
    const region = await demoTerritory(ctx, demoRegion, "region", null)
    const town = await demoTerritory(ctx, demoTown, "municipality", region)
    const known = await allDirections(ctx.tx)
    const planted = new Map<string, number>()
    for (const { directions = [], statuses = [], confirmed, ...party } of demoParties) {
      const id = await createParty(ctx, { ...party, territoryId: town, demo: true })
      await plantProfile(ctx, { id, name: party.name }, filesDir)
      planted.set(party.name, id)
      const named = known.filter(({ nameRu, retired }) => directions.includes(nameRu) && !retired)
      await setDirections.run(ctx, { id, directions: named.map((direction) => direction.id) })
      for (const status of statuses)
        await addStatus.run(ctx, { until: null, link: "", institutionId: null, ...status, id })
      const on = confirmed !== undefined && confirmed < site.today ? confirmed : site.today
      if (confirmed) await confirmCard.run(ctx, { id, channel: "phone", on, today: site.today })
    }
    await plantPeople(ctx, town)
    await plantNetwork(ctx, { town: demoTown, region, directions: known.filter(({ retired }) => !retired) })
    await plantServices(ctx, planted, town)
    for (const text of demoTexts) {
      const id = await adopt(ctx, text, town)
      const deeds = demoDeeds.find((one) => one.resolution === text.name)
      if (deeds) await plantDeeds(ctx, id, deeds, site)
    }
    await ctx.announce({ name: "demo.planted", subject: { kind: "demo", id: 1 } })
    return { resolutions: demoTexts.length }
  },
})

/** Takes the example away with everything that hangs on it; nothing that people entered themselves is touched. */
export const removeDemo = command({
  name: "demo.remove",
  input: z.object({}),
  permit: administrator,
  async run(ctx) {
    await removeDemoRequests(ctx.tx, await demoResolutions(ctx.tx), ctx.now)
    await removeDemoResolutions(ctx.tx)
    await removeDemoPeople(ctx.tx)
    await deleteDemoCentres(ctx.tx)
    await removeDemoServices(ctx.tx, ctx.now)
    await removeDemoParties(ctx.tx, ctx.now)
    await ctx.announce({ name: "demo.removed", subject: { kind: "demo", id: 1 } })
    return {}
  },
})
