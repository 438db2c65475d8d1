import type { Child } from "hono/jsx"
import type { Ctx } from "#platform/http/env.ts"
import { namesOfUsers } from "#platform/session/user/user.store.ts"
import { Card } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { addressOfPerson } from "../person/person.ts"
import type { ShownPerson } from "../person/show-person.ts"
import { mergesInto } from "./merge.store.ts"
import { nameOfMerged } from "./unmerge-people.ts"

/** On a card, for whoever keeps it: with what it was merged, and the way back. */
export async function mergedCard(c: Ctx, { person, reader }: ShownPerson): Promise<Child> {
  if (reader !== "staff") return null
  const { view, services } = c.var
  const merges = await mergesInto(services.db, person.id)
  if (!merges.length) return null
  const users = await namesOfUsers(
    services.db,
    merges.map(({ userId }) => userId),
  )
  return (
    <Card title={view.t("people.merge.merged_with")}>
      <Rows label={view.t("people.merge.merged_with")}>
        {merges.map((merge) => (
          <Row
            href={view.href(`${addressOfPerson(person.id)}/unmerge?with=${merge.mergedId}`)}
            title={view.t("people.merge.part", { name: nameOfMerged(merge) })}
            mini={[<Moment view={view} at={merge.at} />, users.get(merge.userId ?? "") ?? ""]}
          />
        ))}
      </Rows>
    </Card>
  )
}
