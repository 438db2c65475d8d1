import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { addressOfPerson } from "../person/person.ts"
import type { Due } from "./due.store.ts"
import { duePath } from "./retention.pages.tsx"
import { basisOf, daysLater, type Named } from "./retention.ts"

type ListedDue = Due & Named & { name: string }

/** Until which day a withdrawn consent leaves time, or that the day is past. */
function termSaid({ t, today, locale }: View, since: string, days: number): string {
  const until = daysLater(since, days)
  return t(until < today ? "retention.due.late" : "retention.due.until", { day: longDate(until, locale) })
}

/** People whom a rule names, each with its reason and what can be decided. */
export const DueList = ({
  view,
  rows,
  withdrawnDays,
  kept,
}: {
  view: View
  rows: ListedDue[]
  withdrawnDays: number
  kept: boolean
}) => (
  <Rows label={view.t("retention.due.title")}>
    {rows.map(({ personId, name, reason, since, keptUntil, keptWhy }) => (
      <Row
        href={view.href(addressOfPerson(personId))}
        title={name}
        mini={[
          view.t(`retention.due.reason.${reason}`, { day: longDate(since, view.locale) }),
          reason === "consent_withdrawn" && termSaid(view, since, withdrawnDays),
          kept && keptUntil !== null && view.t("retention.due.kept_until", { day: longDate(keptUntil, view.locale) }),
          keptWhy,
        ]}
        end={
          <div class="buttons">
            <LinkButton href={view.href(`${addressOfPerson(personId)}/erasure?basis=${basisOf(reason)}`)}>
              {view.t("retention.due.erase")}
            </LinkButton>
            <LinkButton href={view.href(`${duePath}/${personId}/keeping`)}>
              {view.t(kept ? "retention.keep.longer" : "retention.keep")}
            </LinkButton>
          </div>
        }
      />
    ))}
  </Rows>
)
