import {
  addProvider,
  allServiceLists,
  approveList,
  describeList,
  draftList,
  strikeService,
  writeService,
} from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import { demoLists, demoProviders, firstList, secondList, struckCode } from "./demo-services.ts"

/** Two versions of the invented town's list and who provides what; nothing where a list is there already. */
export async function plantServices(ctx: CommandContext, parties: Map<string, number>, town: number): Promise<void> {
  if ((await allServiceLists(ctx.tx)).length) return
  const ids = new Map<string, number>()
  for (const [i, document] of demoLists.entries()) {
    const { number } = await draftList.run(ctx, { demo: true })
    await describeList.run(ctx, { number, link: "", ...document })
    for (const service of i === 0 ? firstList : secondList) {
      const old = ids.get(service.code)
      const { id } = await writeService.run(ctx, {
        list: number,
        demo: true,
        ...service,
        ...(old !== undefined && { id: old }),
      })
      ids.set(service.code, id)
    }
    if (i > 0) await strikeService.run(ctx, { list: number, id: ids.get(struckCode)! })
    await approveList.run(ctx, { number })
  }
  for (const { code, organisation, ...provider } of demoProviders)
    await addProvider.run(ctx, {
      priceNote: "",
      phone: "",
      address: "",
      capacity: "",
      link: "",
      until: null,
      ...provider,
      territoryId: town,
      serviceId: ids.get(code)!,
      organisation: parties.get(organisation)!,
    })
}
