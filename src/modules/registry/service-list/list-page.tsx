import type { Child } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { CopyText } from "#ui/copy.tsx"
import { SelectField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty } from "#ui/list.tsx"
import { Day } from "#ui/time.tsx"
import { CriteriaTable } from "../social-service/criteria-table.tsx"
import { Differences } from "./differences.tsx"
import { DocumentLink } from "./document-link.tsx"
import { inForceSaid, listAddress } from "./list-words.ts"
import { type Difference, type Entry, paragraphsOf, type ServiceList } from "./service-list.ts"

type ListPageProps = {
  view: View
  list: ServiceList
  entries: Entry[]
  /** The version in force today. */
  inForce: boolean
  /** Other versions that it can be compared with, and the one that it is compared with. */
  others: ServiceList[]
  than: { list: ServiceList; difference: Difference } | undefined
  canKeep: boolean
  /** Keys of sayings: what stops a draft. */
  hindrances: string[]
  history: Child
}

const DraftDeeds = ({ view, list, hindrances }: ListPageProps) => {
  const { t } = view
  const here = listAddress(list)
  return (
    <>
      <Notice tone="warn" title={t("service_list.is_draft")}>
        {hindrances.length > 0 ? (
          <ul>
            {hindrances.map((key) => (
              <li>{view.explain({ key })}</li>
            ))}
          </ul>
        ) : (
          t("service_list.ready")
        )}
      </Notice>
      <div class="buttons no-print">
        {hindrances.length === 0 && (
          <LinkButton kind="primary" icon="check" href={view.href(`${here}/approval`)}>
            {t("service_list.approve")}
          </LinkButton>
        )}
        <LinkButton icon="pencil" href={view.href(`${here}/edit`)}>
          {t("service_list.describe")}
        </LinkButton>
        <LinkButton icon="plus" href={view.href(`${here}/services/new`)}>
          {t("service.add")}
        </LinkButton>
        <LinkButton kind="link" href={view.href(`${here}/removal`)}>
          {t("service_list.drop")}
        </LinkButton>
      </div>
    </>
  )
}

const EntryCard = ({ view, list, entry, draft }: { view: View; list: ServiceList; entry: Entry; draft: boolean }) => {
  const { t } = view
  const title = `${entry.code}. ${entry.name}`
  const here = `${listAddress(list)}/services/${entry.id}`
  return (
    <Card title={title} id={`s${entry.id}`}>
      {paragraphsOf(entry).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {entry.criteria.length > 0 ? (
        <CriteriaTable view={view} caption={t("service.criteria")} criteria={entry.criteria} />
      ) : (
        <p class="mini">{t("service.no_criteria")}</p>
      )}
      <p class="mini no-print">
        {draft ? (
          <>
            <LinkButton kind="link" href={view.href(here)}>
              {t("service.edit")}
              <span class="unseen">: {title}</span>
            </LinkButton>{" "}
            <LinkButton kind="link" href={view.href(`${here}/removal`)}>
              {t("service.strike")}
              <span class="unseen">: {title}</span>
            </LinkButton>
          </>
        ) : (
          <a href={view.href(`/services/${entry.id}`)}>
            {t("service.open")}
            <span class="unseen">: {title}</span>
          </a>
        )}
      </p>
    </Card>
  )
}

/** A version of the list as a document: its services with their criteria, and what it changed. */
export function ListPage(props: ListPageProps) {
  const { view, list, entries, inForce, others, than, canKeep, history } = props
  const { t } = view
  const draft = list.approvedAt === null
  const title = t("service_list.title", { number: list.number })
  return (
    <Page
      view={view}
      title={title}
      crumbs={[
        { href: "/services", label: t("service.register") },
        { href: "/services/lists", label: t("service_list.versions") },
      ]}
      state={
        draft ? undefined : (
          <>
            <b>{t(inForce ? "service_list.in_force" : "service_list.not_in_force")}</b>
          </>
        )
      }
    >
      <Facts
        facts={[
          [t("field.service_list.documentName"), list.documentName && <DocumentLink view={view} list={list} />],
          [t("field.service_list.inForceFrom"), list.inForceFrom && <Day view={view} date={list.inForceFrom} plain />],
          [t("service.list"), t("service.count", { count: entries.length })],
        ]}
      />
      {draft && canKeep && <DraftDeeds {...props} />}
      {!draft && (
        <div class="buttons no-print">
          <CopyText
            view={view}
            text={[title, inForceSaid(view, list), view.baseUrl + view.href(listAddress(list))].join("\n")}
          />
        </div>
      )}
      {others.length > 1 && (
        <div class="no-print">
          <Filters view={view} action={listAddress(list)} active={[]}>
            <SelectField
              view={view}
              name="against"
              label={t("service_list.compare")}
              value={String(than?.list.number ?? "")}
              options={others.map((other) => ({
                value: String(other.number),
                label: `${t("service_list.version", { number: other.number })}, ${inForceSaid(view, other)}`,
              }))}
            />
          </Filters>
        </div>
      )}
      {than && <Differences view={view} than={than.list.number} {...than.difference} />}
      {entries.length > 0 ? (
        entries.map((entry) => <EntryCard {...{ view, list, entry, draft }} />)
      ) : (
        <Empty title={t("service.empty")} why={t("service.empty_draft.why")} />
      )}
      {history}
    </Page>
  )
}
