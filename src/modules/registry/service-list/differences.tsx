import type { View } from "#platform/view.ts"
import { Change } from "#ui/timeline.tsx"
import type { Changed, Criterion, Difference, Entry } from "./service-list.ts"

const titled = ({ code, name }: Entry) => `${code}. ${name}`
const criterionSaid = (one: Criterion | undefined) =>
  one && [one.name, one.measured, one.how, one.threshold].filter(Boolean).join("; ")

const Services = ({ title, entries }: { title: string; entries: Entry[] }) =>
  entries.length > 0 && (
    <>
      <h3>{title}</h3>
      <ul>
        {entries.map((entry) => (
          <li>{titled(entry)}</li>
        ))}
      </ul>
    </>
  )

const One = ({ view, before, after, criteria }: Changed & { view: View }) => (
  <li>
    <p>
      <b>{titled(after)}</b>
    </p>
    {titled(before) !== titled(after) && <Change view={view} was={titled(before)} now={titled(after)} />}
    {before.description !== after.description && (
      <Change view={view} was={before.description} now={after.description} />
    )}
    {criteria.map((one) => (
      <Change view={view} was={criterionSaid(one.before)} now={criterionSaid(one.after)} />
    ))}
  </li>
)

/** What a version says otherwise than another one. @param than its number */
export const Differences = ({ view, than, ...found }: Difference & { view: View; than: number }) => {
  const { t } = view
  const none = !found.added.length && !found.struck.length && !found.changed.length
  return (
    <section class="card">
      <h2>{t("service_list.differences", { number: than })}</h2>
      {none && <p>{t("service_list.no_differences")}</p>}
      <Services title={t("service_list.added")} entries={found.added} />
      <Services title={t("service_list.struck")} entries={found.struck} />
      {found.changed.length > 0 && (
        <>
          <h3>{t("service_list.changed")}</h3>
          <ul>
            {found.changed.map((one) => (
              <One view={view} {...one} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
