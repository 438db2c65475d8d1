import type { MessageKey } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { Confirm } from "#ui/confirm.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { saidValue } from "#ui/history.tsx"
import { Downloads } from "#ui/list.tsx"
import { DataTable } from "#ui/table.tsx"
import { Moment } from "#ui/time.tsx"
import type { Counts, NamedImport, StoredRow } from "./import.store.ts"
import type { Importer } from "./importer.ts"
import type { Outcome } from "./tables.ts"
import { columnWord, whyOf } from "./words.ts"

export type ImportPageProps = {
  view: View
  importer: Importer
  run: NamedImport
  counts: Counts
  /** The first rows of each outcome, and of those that an undoing kept. */
  parts: Record<Outcome | "kept", StoredRow[]>
  creates: string[]
  canSteer: boolean
}

const crumbs = (view: View) => [{ href: "/imports", label: view.t("tabular.list") }]

const Progress = ({ view, run, of }: { view: View; run: NamedImport; of: number }) => {
  const { t } = view
  const said = t("tabular.progress", { done: run.done, of })
  return (
    <div id="import-progress" class="card" data-controller="progress">
      <p>
        <label for="import-bar">{said}</label>
      </p>
      <progress id="import-bar" value={run.done} max={Math.max(1, of)}>
        {said}
      </progress>
      <p class="mini">{t("tabular.progress.hint")}</p>
      <div class="buttons">
        <LinkButton href={view.href(`/imports/${run.id}`)}>{t("tabular.refresh")}</LinkButton>
      </div>
    </div>
  )
}

/** One kind of rows: how many, and the first of them. */
function Part({
  view,
  importer,
  run,
  outcome,
  rows,
  count,
}: Pick<ImportPageProps, "view" | "importer" | "run"> & {
  outcome: Outcome | "kept"
  rows: StoredRow[]
  count: number
}) {
  if (!rows.length) return null
  const { t } = view
  const line = { label: t("tabular.line"), numeric: true, cell: (row: StoredRow) => row.line }
  const name = {
    label: t("tabular.row"),
    heading: true,
    cell: (row: StoredRow) => {
      const label = row.label || row.cells.filter(Boolean).slice(0, 3).join(" · ") || t("tabular.row.erased")
      const gone = run.state === "undone" && outcome === "new" && row.kept === null
      return row.subjectId === null || gone ? label : <a href={view.href(importer.addressOf(row.subjectId))}>{label}</a>
    },
  }
  const details = {
    label: t(outcome === "refused" || outcome === "kept" ? "tabular.why" : "tabular.what"),
    cell: (row: StoredRow) => {
      if (outcome === "refused") return whyOf(view, importer, row).map((why) => <p>{why}</p>)
      if (outcome === "kept") {
        const fields = (row.kept?.columns ?? []).map((key) => columnWord(view, importer, key)).join(", ")
        return row.kept && [view.explain(row.kept), fields].filter(Boolean).join(" ")
      }
      return (row.changes ?? []).map(({ field, before, after }) => (
        <p>
          {t(`field.${importer.kind}.${field}` as MessageKey)}:{" "}
          {outcome === "change" && (
            <>
              <del>{saidValue(view, importer.kind, field, before)}</del>
              {" → "}
            </>
          )}
          {saidValue(view, importer.kind, field, after)}
        </p>
      ))
    },
  }
  const told = outcome === "same" || outcome === "skip"
  return (
    <>
      <h2>{t(`tabular.part.${outcome}`, { count })}</h2>
      <DataTable
        caption={t("tabular.first_rows", { count: rows.length })}
        quiet={count <= rows.length}
        rows={rows}
        columns={told ? [line, name] : [line, name, details]}
      />
    </>
  )
}

/** An import after its columns were chosen: the trial, the work, the report. */
export function ImportPage({ view, importer, run, counts, parts, creates, canSteer }: ImportPageProps) {
  const { t } = view
  const { state } = run
  const writing = counts.new + counts.change
  const working = state === "checking" || state === "running" || state === "undoing"
  const shown: (Outcome | "kept")[] = ["kept", "refused", "change", "new", "skip", "same"]
  const path = `/imports/${run.id}`
  return (
    <Page
      view={view}
      title={run.fileName}
      crumbs={crumbs(view)}
      sub={t(importer.title)}
      state={
        <>
          <b>{t(`tabular.state.${state}`)}.</b> {!working && t("tabular.counted", { ...counts })}
        </>
      }
    >
      <p class="mini">
        {run.userName} · <Moment view={view} at={run.createdAt} /> · {t(`tabular.matching.${run.matching}`)}
      </p>
      {state === "failed" && <Notice tone="error">{t("tabular.broke.running", { line: run.cursor })}</Notice>}
      {state === "done" && run.broke && <Notice tone="error">{t("tabular.broke.undoing")}</Notice>}
      {working && <Progress view={view} run={run} of={state === "checking" ? run.rows : writing} />}
      {state === "checked" && creates.length > 0 && (
        <Notice tone="info">{t("tabular.creates", { names: creates.join(", ") })}</Notice>
      )}
      {canSteer && !working && (
        <div class="buttons">
          {(state === "checked" || state === "failed") && writing > 0 && (
            <Deed view={view} action={`${path}/start`} kind="primary">
              {t(state === "failed" ? "tabular.go_on" : "tabular.start", { count: writing })}
            </Deed>
          )}
          {state === "checked" && (
            <LinkButton href={view.href(`${path}?columns=yes`)}>{t("tabular.back_to_columns")}</LinkButton>
          )}
          {(state === "done" || state === "failed") && writing > 0 && (
            <LinkButton icon="undo-2" href={view.href(`${path}/undo`)}>
              {t("tabular.undo")}
            </LinkButton>
          )}
        </div>
      )}
      {state === "checked" && writing === 0 && <Notice tone="info">{t("tabular.nothing_to_do")}</Notice>}
      {counts.refused > 0 && !working && (
        <Downloads
          view={view}
          files={[{ href: view.href(`${path}/refused.xlsx`), label: t("tabular.refused.download") }]}
        />
      )}
      {!working &&
        shown.map((outcome) => (
          <Part {...{ view, importer, run, outcome }} rows={parts[outcome]} count={counts[outcome]} />
        ))}
    </Page>
  )
}

/** The question before an import is taken back. */
export const UndoPage = ({ view, run, counts }: Pick<ImportPageProps, "view" | "run" | "counts">) => (
  <Page
    view={view}
    title={view.t("tabular.undo")}
    crumbs={[...crumbs(view), { href: `/imports/${run.id}`, label: run.fileName }]}
    narrow
  >
    <Confirm
      view={view}
      action={`/imports/${run.id}/undo`}
      lost={[
        ...(counts.new ? [view.t("tabular.undo.new", { count: counts.new })] : []),
        ...(counts.change ? [view.t("tabular.undo.change", { count: counts.change })] : []),
      ]}
      undo={view.t("tabular.undo.note")}
      deed={view.t("tabular.undo")}
      back={`/imports/${run.id}`}
    />
  </Page>
)
