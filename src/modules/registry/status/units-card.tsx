import type { Ctx } from "#platform/http/env.ts"
import { Card } from "#ui/card.tsx"
import { Pager, Row, Rows } from "#ui/list.tsx"
import { addressOf } from "../party/party.ts"
import { unitsOf } from "./status.store.ts"

const pageSize = 30

/** On the card of a school, college or university: its units. Nothing where there are none. */
export async function loadUnits(c: Ctx, party: { nature: string; id: number }) {
  const { view, services } = c.var
  if (party.nature !== "organisation") return null
  const after = Number(c.req.query("units")) || 0
  const found = await unitsOf(services.db, party.id, view.today, { after, limit: pageSize + 1 })
  if (!found.length) return null
  const units = found.slice(0, pageSize)
  const path = addressOf({ nature: "organisation", id: party.id })
  const title = view.t("profile.units")
  return (
    <Card title={title} id="units">
      <Rows label={title}>
        {units.map(({ id, name }) => (
          <Row href={view.href(addressOf({ nature: "organisation", id }))} title={name} />
        ))}
      </Rows>
      <Pager
        view={view}
        more={found.length > pageSize ? view.href(`${path}?units=${units.at(-1)!.id}#units`) : undefined}
        first={after ? view.href(`${path}#units`) : undefined}
      />
    </Card>
  )
}
