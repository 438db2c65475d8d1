import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import type { Counts, NamedImport } from "./import.store.ts"
import { tones } from "./words.ts"

/** Imports: whose, when, of what, and what came of them. */
export function ImportListPage(props: {
  view: View
  imports: NamedImport[]
  counts: Map<number, Counts>
  after: number | undefined
  more: boolean
}) {
  const { view, imports, counts, after, more } = props
  const { t } = view
  const last = imports.at(-1)
  return (
    <Page view={view} title={t("tabular.list")} sub={t("tabular.list.about")}>
      <div class="buttons">
        <LinkButton kind="primary" icon="plus" href={view.href("/imports/new")}>
          {t("tabular.new")}
        </LinkButton>
      </div>
      {imports.length === 0 && <Empty title={t("tabular.list.empty")} why={t("tabular.list.empty.why")} />}
      <Rows label={t("tabular.list")}>
        {imports.map((run) => (
          <Row
            href={view.href(`/imports/${run.id}`)}
            title={run.fileName}
            mini={[
              <Moment view={view} at={run.createdAt} />,
              run.userName ?? false,
              t("tabular.rows", { count: run.rows }),
              run.startedAt !== null && t("tabular.counted", { ...counts.get(run.id) }),
            ]}
            end={<StateMark tone={tones[run.state]} word={t(`tabular.state.${run.state}`)} />}
          />
        ))}
      </Rows>
      <Pager
        view={view}
        first={after === undefined ? undefined : view.href("/imports")}
        more={more && last ? view.href(`/imports?after=${last.id}`) : undefined}
      />
    </Page>
  )
}
