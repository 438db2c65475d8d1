import { allThemes } from "#modules/deliberation/public.ts"
import { foldName, partyNames } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { Row, Rows } from "#ui/list.tsx"
import { allCentres } from "../centre/centre.store.ts"
import { curatorsOfDirection } from "./curator.store.ts"

/** On the page of a direction: its curators by centre, and the items of the theme that is called like it. */
export async function directionCurators(c: Ctx, { id, nameRu }: { id: number; nameRu: string }) {
  const { view, services } = c.var
  const { t } = view
  const { db } = services
  const [all, centres, themes] = await Promise.all([
    curatorsOfDirection(db, id, view.today),
    allCentres(db),
    allThemes(db),
  ])
  const curators = all.filter(({ fromOn }) => fromOn <= view.today)
  const parties = await partyNames(
    db,
    centres.map(({ partyId }) => partyId),
  )
  const theme = themes.find((one) => foldName(one.nameRu) === foldName(nameRu))
  return (
    <>
      {curators.length > 0 && (
        <section>
          <h2>{t("curator.title")}</h2>
          <Rows label={t("curator.title")}>
            {curators.map((one) => {
              const centre = centres.find((x) => x.id === one.centreId)!
              return (
                <Row
                  title={one.name}
                  mini={[
                    one.post,
                    <a href={view.href(`/centres/${centre.slug}`)}>{parties.get(centre.partyId)?.name}</a>,
                  ]}
                />
              )
            })}
          </Rows>
        </section>
      )}
      {theme && (
        <p>
          <a href={view.href(`/resolutions?theme=${theme.id}`)}>{t("curator.theme")}</a> ·{" "}
          <a href={view.href(`/requests?theme=${theme.id}`)}>{t("curator.requests")}</a>
        </p>
      )}
    </>
  )
}
