import type { View } from "#platform/view.ts"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { DataTable } from "#ui/table.tsx"
import { Day } from "#ui/time.tsx"
import { type Branch, branchesOf, shareOfParts, sideBySide } from "./parts.ts"
import type { Act, Request } from "./request.store.ts"
import { requestWord } from "./request-words.ts"
import { termsOf } from "./term-history.ts"
import { termInWords } from "./waiting.tsx"

const State = ({ view, request }: { view: View; request: Request }) => {
  const { tone, text } = requestWord(view, request)
  return <StateMark tone={tone} word={text} />
}

/** Everybody who was asked about the item, who leads first: each has a term of its own. */
export function SideBySide({ view, all, id }: { view: View; all: Request[]; id: number }) {
  const { t } = view
  const rows = sideBySide(all)
  if (rows.length < 2) return null
  return (
    <section>
      <h2>{t("request.beside")}</h2>
      <DataTable
        caption={t("request.beside")}
        quiet
        rows={rows}
        columns={[
          {
            label: t("request.field.addressee"),
            heading: true,
            cell: (one) =>
              one.id === id ? one.addressee : <a href={view.href(`/requests/${one.id}`)}>{one.addressee}</a>,
          },
          { label: t("request.field.role"), cell: (one) => t(`item.role.${one.role}`) },
          { label: t("request.field.state"), cell: (one) => <State view={view} request={one} /> },
          { label: t("request.field.term"), cell: (one) => termInWords(view, one) },
        ]}
      />
    </section>
  )
}

const Branches = ({ view, branches }: { view: View; branches: Branch[] }) => (
  <Rows>
    {branches.map(({ request, below }) => (
      <>
        <Row
          href={view.href(`/requests/${request.id}`)}
          title={request.wording || request.addressee}
          mini={[
            request.wording && request.addressee,
            view.t(`request.relation.${request.relation ?? "part"}`),
            request.termOn && view.t("request.word.until", { date: termInWords(view, request) }),
          ]}
          end={<State view={view} request={request} />}
        />
        {below.length > 0 && (
          <li>
            <Branches view={view} branches={below} />
          </li>
        )}
      </>
    ))}
  </Rows>
)

/** What the request was split into and handed over to, with the share that the parts make together. */
export function Parts({ view, all, id }: { view: View; all: Request[]; id: number }) {
  const branches = branchesOf(all, id)
  const share = shareOfParts(all, id)
  if (!branches.length) return null
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">{view.t("request.parts")}</h2>
      {share !== null && <p>{view.t("request.parts.share", { share })}</p>}
      <Branches view={view} branches={branches} />
    </section>
  )
}

/** Terms as they were agreed, when there was more than one. */
export function Terms({ view, acts }: { view: View; acts: Pick<Act, "kind" | "onDay" | "termOn" | "term">[] }) {
  const { t } = view
  const terms = termsOf(acts)
  if (terms.length < 2) return null
  return (
    <section>
      <h2>{t("request.terms")}</h2>
      <DataTable
        caption={t("request.terms")}
        quiet
        rows={terms}
        columns={[
          {
            label: t("request.terms.since"),
            heading: true,
            cell: ({ onDay }) => <Day view={view} date={onDay} plain />,
          },
          { label: t("request.field.term"), cell: (term) => termInWords(view, term) },
        ]}
      />
    </section>
  )
}
