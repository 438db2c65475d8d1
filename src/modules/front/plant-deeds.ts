import {
  answerRequest,
  askAddressees,
  decideRequest,
  isAnswer,
  requestsOfResolution,
  type Site,
  waitingActs,
} from "#modules/commitments/public.ts"
import { directItem, type ItemForAsking, itemsForAsking } from "#modules/deliberation/public.ts"
import { foldName, partiesByFoldedName } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import { type DemoAct, type DemoDeeds, demoSpeaker } from "./demo-deeds.ts"

/** Whom each deed of a resolution was sent to. */
const addresseeOf = (items: Map<string, ItemForAsking>, { item, to }: { item: string; to?: string }) =>
  to ?? items.get(item)!.addressees.find((a) => a.role === "lead")!.name

/** Sends the items of one demo resolution, on paper so that no letter leaves the house, and plays what came of them. */
export async function plantDeeds(ctx: CommandContext, id: number, demo: DemoDeeds, site: Site): Promise<void> {
  const load = async () => new Map((await itemsForAsking(ctx.tx, id)).map((item) => [item.path, item]))
  let items = await load()
  for (const [path, name] of Object.entries(demo.directed?.items ?? {}))
    await directItem.run(ctx, { id: items.get(path)!.id, directedOn: demo.directed!.on, reason: "", names: [name] })
  items = await load()
  const names = [...new Set(demo.deeds.map((deed) => addresseeOf(items, deed)))]
  const parties = await partiesByFoldedName(ctx.tx, names.map(foldName))
  await askAddressees.run(ctx, {
    id,
    dated: demo.asked,
    site: { ...site, today: demo.asked },
    letters: names.map((addressee) => ({
      addressee,
      partyId: parties.get(foldName(addressee)) ?? null,
      channel: "paper" as const,
      email: "",
      remember: false,
      items: demo.deeds
        .filter((deed) => addresseeOf(items, deed) === addressee)
        .map((deed) => ({ id: items.get(deed.item)!.id, role: roleIn(items.get(deed.item)!, deed) })),
    })),
  })
  const requests = await requestsOfResolution(ctx.tx, id)
  for (const deed of demo.deeds) {
    const item = items.get(deed.item)!.id
    const request = requests.find((r) => r.itemId === item && r.addressee === addresseeOf(items, deed))!
    for (const act of deed.acts) await play(ctx, request.id, act, { ...site, today: act.on })
  }
}

/** A name that the text does not put first takes part; members of a class each answer for themselves. */
const roleIn = (item: ItemForAsking, deed: { to?: string }) =>
  deed.to && item.addressees.some((a) => a.role === "joint") ? ("joint" as const) : ("lead" as const)

async function play(ctx: CommandContext, id: number, { on, kind, ...act }: DemoAct, site: Site): Promise<void> {
  if (isAnswer(kind)) {
    const said = { ...demoSpeaker, channel: "paper", evidence: "Пример", onDay: on }
    await answerRequest.run(ctx, answerRequest.input.parse({ id, kind, ...act, ...said, site }))
    return
  }
  const settles = (await waitingActs(ctx.tx, id)).at(-1)?.id ?? null
  await decideRequest.run(ctx, decideRequest.input.parse({ id, kind, settles, ...act, site }))
}
