import { allDirections, directionName, directionsOf } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { Row, Rows } from "#ui/list.tsx"
import type { Opened } from "../centre/open-centre.ts"
import { curatorsOfCentre } from "./curator.store.ts"

/** On the page of a centre: the directions that it works in, each with its curator. */
export async function centreDirections(c: Ctx, { centre }: Pick<Opened, "centre">) {
  const { view, services } = c.var
  const { t } = view
  const [all, own, curators] = await Promise.all([
    allDirections(services.db),
    directionsOf(services.db, [centre.partyId]),
    curatorsOfCentre(services.db, centre.id, view.today),
  ])
  const works = new Set((own.get(centre.partyId) ?? []).map(({ id }) => id))
  const now = curators.filter(({ fromOn }) => fromOn <= view.today)
  for (const { directionId } of now) works.add(directionId)
  const shown = all.filter(({ id }) => works.has(id))
  return (
    shown.length > 0 && (
      <section>
        <h2>{t("direction.list")}</h2>
        <Rows label={t("direction.list")}>
          {shown.map((direction) => (
            <Row
              href={view.href(`/directions/${direction.id}`)}
              title={directionName(direction, view.locale)}
              mini={now
                .filter(({ directionId }) => directionId === direction.id)
                .map(({ name, post }) => t("curator.of", { name: [name, post].filter(Boolean).join(", ") }))}
            />
          ))}
        </Rows>
      </section>
    )
  )
}
