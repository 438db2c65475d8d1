import type { Db } from "#platform/db.ts"
import { namesOfUsers } from "#platform/session/user/user.store.ts"
import type { View } from "#platform/view.ts"
import { Card } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { addressOf, type Nature } from "../party/party.ts"
import { mergedParties, mergesInto } from "./merge.store.ts"

/** What was merged into a card, with the names of those cards and of whoever did it. */
export async function loadMerges(db: Db, id: number) {
  const merges = await mergesInto(db, id)
  if (!merges.length) return []
  const [parties, users] = await Promise.all([
    mergedParties(
      db,
      merges.map((merge) => merge.mergedId),
    ),
    namesOfUsers(
      db,
      merges.map((merge) => merge.userId),
    ),
  ])
  return merges.map(({ mergedId, at, userId }) => ({
    mergedId,
    at,
    name: parties.get(mergedId)?.name ?? "",
    by: users.get(userId ?? "") ?? "",
  }))
}
export type Merges = Awaited<ReturnType<typeof loadMerges>>

/** On a card, for whoever keeps it: with what it was merged, and the way back. */
export const MergedCard = ({ view, id, nature, merges }: { view: View; id: number; nature: Nature; merges: Merges }) =>
  merges.length > 0 && (
    <Card title={view.t("registry.merging.merged_with")}>
      <Rows label={view.t("registry.merging.merged_with")}>
        {merges.map(({ mergedId, name, at, by }) => (
          <Row
            href={view.href(`${addressOf({ nature, id })}/unmerge?with=${mergedId}`)}
            title={view.t("registry.merging.part", { name })}
            mini={[<Moment view={view} at={at} />, by]}
          />
        ))}
      </Rows>
    </Card>
  )
