import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { Change } from "#ui/timeline.tsx"
import type { Amendment } from "../item/item.store.ts"
import type { Item } from "../item/item.ts"

/** Amendments with what they changed: both texts are shown, the adopted one and the later one. */
export function AmendmentList({ view, amendments, items }: { view: View; amendments: Amendment[]; items: Item[] }) {
  const { t } = view
  if (!amendments.length) return null
  const labelOf = new Map(items.map((i) => [i.id, i.path]))
  return (
    <section aria-labelledby="amendments">
      <h2 id="amendments">{t("amend.list", { count: amendments.length })}</h2>
      {amendments.map((a) => (
        <section class="card">
          <h3>{t("amend.one", { number: a.number, date: longDate(a.amendedOn, view.locale) })}</h3>
          <p>{a.reason}</p>
          {a.changes.map((c) => (
            <>
              <p>
                <a href={`#item-${c.itemId}`}>{t("amend.item", { path: labelOf.get(c.itemId) ?? "" })}</a>:{" "}
                {t(`amend.field.${c.field}`)}
              </p>
              {c.field === "added" ? (
                <blockquote>
                  <p>{c.after}</p>
                </blockquote>
              ) : (
                c.field !== "removed" && <Change view={view} was={c.before || "—"} now={c.after || "—"} />
              )}
            </>
          ))}
        </section>
      ))}
    </section>
  )
}
