import { type Db, prepared } from "#platform/db.ts"
import { openActs } from "../request/open-acts.ts"
import { type Act, actsOf, requestsOfItem } from "../request/request.store.ts"
import "../tables.ts"

/** Everybody who was asked about an item, each with what is open of what was said. */
export async function progressOfItem(db: Db, itemId: number) {
  const requests = await requestsOfItem(db, itemId)
  if (!requests.length) return []
  const acts = Map.groupBy(
    await actsOf(
      db,
      requests.map((r) => r.id),
    ),
    (act: Act) => act.requestId,
  )
  return requests.map((request) => ({ request, acts: openActs(acts.get(request.id) ?? []) }))
}

const counts = prepared((db, resolutionId: number) =>
  db
    .selectFrom("commitments.request as r")
    .innerJoin("commitments.recipient as p", "p.id", "r.recipient_id")
    .where("r.resolution_id", "=", resolutionId)
    .select([
      "r.item_id as itemId",
      "r.role",
      "r.relation",
      "r.stage",
      "r.asked_on as askedOn",
      "r.answered_on as answeredOn",
      "r.term_on as termOn",
      "r.term",
      "r.considered_until as consideredUntil",
      "r.released_on as releasedOn",
      "p.addressee",
    ]),
)
/** What the state of a resolution is counted from. */
export const countedOf = (db: Db, resolutionId: number) => counts(db, resolutionId)

/** Who may read a resolution has changed: its requests follow, and the figures with them. */
export const setVisibility = (db: Db, resolutionId: number, visibility: "internal" | "participants" | "open") =>
  db
    .updateTable("commitments.request")
    .set({ visibility })
    .where("resolution_id", "=", resolutionId)
    .where("visibility", "<>", visibility)
    .execute()

/** An item got another theme: its requests follow. */
export const setTheme = (db: Db, itemId: number, themeId: number | null) =>
  db
    .updateTable("commitments.request")
    .set({ theme_id: themeId })
    .where("item_id", "=", itemId)
    .where("theme_id", "is distinct from", themeId)
    .execute()

/** One theme took the place of another. */
export const mergeThemes = (db: Db, from: number, into: number) =>
  db.updateTable("commitments.request").set({ theme_id: into }).where("theme_id", "=", from).execute()
