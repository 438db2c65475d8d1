import { visibleTo } from "#modules/deliberation/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { Figures } from "#ui/card.tsx"
import { Downloads, Row, Rows } from "#ui/list.tsx"
import { ActTime } from "../request/act-time.tsx"
import { latestChanges } from "../subscription/change.store.ts"
import { changeInWords, changePath, itemInWords, reasonInWords } from "../subscription/change-words.ts"
import { wholeFigures } from "./load-figures.ts"

/** On the front page: three big figures and the latest changes, each one sentence; nothing before anybody was asked. */
export async function lately(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  const whole = await wholeFigures(c)
  if (!whole.asked) return null
  const changes = await latestChanges(services.db, { visibilities: visibleTo(actor), limit: 8 })
  const figure = (count: number, key: "lately.asked" | "lately.accepted" | "lately.released", href: string) => ({
    href: view.href(href),
    count,
    label: t(key, { count }),
  })
  return (
    <section aria-labelledby="lately">
      <h2 id="lately">{t("requests.title")}</h2>
      <Figures
        label={t("figures.title")}
        figures={[
          figure(whole.asked, "lately.asked", "/requests"),
          figure(whole.accepted + whole.reported, "lately.accepted", "/requests?stage=accepted"),
          figure(whole.released, "lately.released", "/requests?stage=released"),
        ]}
      />
      <Rows label={t("lately.title")}>
        {changes.map((change) => (
          <Row
            href={view.href(changePath(change))}
            title={changeInWords(view, change)}
            mini={[
              itemInWords(view, change.line, change.request.wording),
              reasonInWords(change),
              <ActTime view={view} act={{ at: change.at, onDay: change.act.onDay }} />,
            ]}
          />
        ))}
      </Rows>
      <p>
        <a href={view.href("/requests")}>{t("lately.all")}</a> ·{" "}
        <a href={view.href("/requests/figures")}>{t("figures.link")}</a>
      </p>
      <Downloads view={view} files={[{ href: view.href("/requests.rss"), label: "RSS", icon: "rss" }]} />
    </section>
  )
}
