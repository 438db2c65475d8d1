import type { View } from "#platform/view.ts"
import { Deed } from "#ui/button.tsx"
import { DateField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { documentSaid, inForceSaid, listAddress } from "./list-words.ts"
import type { ServiceList } from "./service-list.ts"

type ListsPageProps = {
  view: View
  lists: ServiceList[]
  inForce: ServiceList | undefined
  canKeep: boolean
  /** What was typed as a day and could not be understood, or has no version. */
  on: { typed: string; error: string | undefined }
}

/** All versions of the list; the draft only for those who keep it. */
export function ListsPage({ view, lists, inForce, canKeep, on }: ListsPageProps) {
  const { t } = view
  const draft = lists.find(({ approvedAt }) => approvedAt === null)
  return (
    <Page
      view={view}
      title={t("service_list.versions")}
      crumbs={[{ href: "/services", label: t("service.register") }]}
      state={t("service_list.versions_about")}
    >
      {canKeep && !draft && (
        <div class="buttons">
          <Deed view={view} action="/services/lists" kind="primary" icon="plus">
            {t(lists.length ? "service_list.draft" : "service_list.draft_first")}
          </Deed>
        </div>
      )}
      {lists.length > 0 && (
        <Filters view={view} action="/services/lists" active={[]}>
          <DateField view={view} name="on" label={t("service_list.as_was_on")} value={on.typed} error={on.error} />
        </Filters>
      )}
      {lists.length > 0 ? (
        <Rows label={t("service_list.versions")}>
          {lists.map((list) => (
            <Row
              href={view.href(listAddress(list))}
              title={t("service_list.title", { number: list.number })}
              mini={[documentSaid(view, list), inForceSaid(view, list)]}
              end={
                list.approvedAt === null ? (
                  <StateMark tone="draft" word={t("service_list.draft_mark")} />
                ) : (
                  list.number === inForce?.number && <StateMark tone="done" word={t("service_list.in_force_mark")} />
                )
              }
            />
          ))}
        </Rows>
      ) : (
        <Empty title={t("service.none")} why={t("service.none.why")} />
      )}
    </Page>
  )
}
