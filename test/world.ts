import { siteOf } from "#modules/commitments/public.ts"
import { editDraft } from "#modules/deliberation/draft/edit-draft.ts"
import { directItem } from "#modules/deliberation/item/direct-item.ts"
import { amendResolution } from "#modules/deliberation/resolution/amend-resolution.ts"
import { showResolution } from "#modules/deliberation/resolution/show-resolution.ts"
import { plantDemo } from "#modules/front/plant-demo.ts"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Config } from "#platform/config.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "./database.ts"
import { testServices } from "./services.ts"

export type World = { services: Services; url: string; drop(): Promise<void> }

/**
 * The named world: the example town, which is also what «Посмотреть на примере» plants, in a database of its own.
 * Give it to `beforeAll` and drop it in `afterAll`.
 */
export async function namedWorld(settings: Partial<Record<keyof Config, string>> = {}): Promise<World> {
  const { url, drop } = await freshDatabase()
  const services = testServices(url, settings)
  const { db, clock, listeners } = services
  await perform(plantDemo, { db, clock, listeners, actor: system("test") }, { site: siteOf(services) })
  return {
    services,
    url,
    async drop() {
      await services.db.destroy()
      await drop()
    },
  }
}

/** Lets some time pass in it: an amendment, a direction, numbered letters, one resolution for participants, an edit. */
export async function liveIn({ db, clock, listeners }: Services): Promise<void> {
  const caller = { db, clock, listeners, actor: system("test") }
  const resolutions = await db
    .selectFrom("deliberation.adoption")
    .select(["resolution_id as id", "adopted_on as on"])
    .orderBy("resolution_id")
    .execute()
  const [first, second] = resolutions as [{ id: number; on: string }, { id: number; on: string }]
  const items = await db
    .selectFrom("deliberation.item")
    .select("id")
    .where("resolution_id", "=", first.id)
    .where("type", "=", "item")
    .orderBy("position")
    .execute()
  const [changed, struck] = items as [{ id: number }, { id: number }]
  await perform(amendResolution, caller, {
    id: first.id,
    amendedOn: first.on,
    reason: "Решение рабочей группы",
    changes: [
      { itemId: changed.id, field: "deadline", after: "2027-06-01" },
      { itemId: struck.id, field: "removed", after: "yes" },
    ],
  })
  await perform(directItem, caller, { id: changed.id, directedOn: first.on, names: ["Совет ветеранов Заречного"] })
  await perform(showResolution, caller, { id: second.id, visibility: "participants" })
  const draft = await db
    .selectFrom("deliberation.draft as d")
    .innerJoin("deliberation.draft_step as s", (j) =>
      j.onRef("s.resolution_id", "=", "d.resolution_id").onRef("s.step", "=", "d.step"),
    )
    .select(["d.resolution_id as id", "d.version", "s.content"])
    .executeTakeFirstOrThrow()
  const { pieces } = draft.content as { pieces: { id: string; type: string; text: string }[] }
  const { id: piece } = pieces.find((p) => p.type === "item")!
  await perform(editDraft, caller, {
    id: draft.id,
    version: draft.version,
    edit: { do: "result", piece, expectedResult: "Памятка на сайте города" },
  })
}
