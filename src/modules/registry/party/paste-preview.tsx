import type { View } from "#platform/view.ts"
import { Checkbox } from "#ui/choice.tsx"
import { SelectField } from "#ui/field.tsx"
import { FieldGroup } from "#ui/form.tsx"
import { DataTable } from "#ui/table.tsx"
import { kindOptions, kindWord, labelsOf } from "./party-words.ts"
import type { Accepted, Pasted, Refused, Repeated } from "./pasted.ts"
import { pastedFields } from "./pasted-columns.ts"

const labelOf = (view: View, name: string) => {
  const labels: Record<string, string> = labelsOf(view)
  return labels[name === "territory" ? "territoryId" : name] ?? name
}

/** Rows that will not be saved, each with its reasons. */
export const RefusedRows = ({ view, refused }: { view: View; refused: Refused[] }) =>
  refused.length ? (
    <DataTable
      caption={view.t("registry.paste.refused", { count: refused.length })}
      rows={refused}
      columns={[
        { label: view.t("registry.paste.line"), cell: ({ line }) => line, numeric: true },
        { label: view.t("registry.paste.row"), cell: ({ cells }) => cells.filter(Boolean).join(" · ") },
        {
          label: view.t("registry.paste.reason"),
          cell: ({ reasons }) => (
            <>
              {reasons.map(({ field, saying }) => (
                <p>{field ? `${labelOf(view, field)}: ${view.explain(saying)}` : view.explain(saying)}</p>
              ))}
            </>
          ),
        },
      ]}
    />
  ) : null

/** Rows whose party is there already. */
export const RepeatedRows = ({ view, repeated }: { view: View; repeated: Repeated[] }) =>
  repeated.length ? (
    <DataTable
      caption={view.t("registry.paste.repeated", { count: repeated.length })}
      rows={repeated}
      columns={[
        { label: view.t("registry.paste.line"), cell: ({ line }) => line, numeric: true },
        { label: labelOf(view, "name"), heading: true, cell: ({ name }) => name },
        {
          label: view.t("registry.paste.reason"),
          cell: ({ id, ofLine }) =>
            id === undefined ? (
              view.t("registry.paste.same_line", { line: ofLine ?? 0 })
            ) : (
              <a href={view.href(`/organisations/${id}`)}>{view.t("registry.paste.in_registry")}</a>
            ),
        },
      ]}
    />
  ) : null

/** Rows that will be saved; their kinds can be corrected where the list itself did not name them. */
export const AcceptedRows = ({ view, accepted }: { view: View; accepted: Accepted[] }) => {
  const options = kindOptions(view.t)
  const filled = pastedFields.filter(
    (name) => name !== "kind" && name !== "name" && accepted.some(({ row }) => row[name]),
  )
  if (!accepted.length) return null
  return (
    <DataTable
      caption={view.t("registry.paste.accepted", { count: accepted.length })}
      rows={accepted}
      columns={[
        { label: view.t("registry.paste.line"), cell: ({ line }) => line, numeric: true },
        { label: labelOf(view, "name"), heading: true, cell: ({ row }) => row.name },
        {
          label: labelOf(view, "kind"),
          cell: ({ line, row, kind }) =>
            kind === "named" ? (
              kindWord(view.t, row)
            ) : (
              <select name={`kind.${line}`} aria-label={view.t("registry.paste.kind_of", { name: row.name })}>
                {options.map(({ value, label }) => (
                  <option value={value} selected={value === row.kind}>
                    {label}
                  </option>
                ))}
              </select>
            ),
        },
        ...filled.map((name) => ({
          label: labelOf(view, name),
          cell: ({ row }: Accepted) => row[name as Exclude<typeof name, "kind">],
        })),
      ]}
    />
  )
}

/** What each column was taken for, to be corrected. */
export const Columns = ({ view, pasted }: { view: View; pasted: Pasted }) => {
  const { t } = view
  const title = (i: number) => pasted.header?.[i]?.trim() || t("registry.paste.column", { number: i + 1 })
  const ignored = pasted.columns.flatMap((use, i) => (use === "ignored" ? [title(i)] : []))
  const sample = (i: number) => pasted.rows.map(({ cells }) => cells[i]?.trim()).find(Boolean) ?? ""
  return (
    <FieldGroup
      legend={t("registry.paste.columns")}
      hint={
        ignored.length ? t("registry.paste.ignored", { names: ignored.join(", ") }) : t("registry.paste.columns.hint")
      }
    >
      <Checkbox view={view} name="header" label={t("registry.paste.header")} value={pasted.header ? "yes" : ""} />
      {pasted.columns.map((use, i) => (
        <SelectField
          view={view}
          name={`column.${i}`}
          label={title(i)}
          hint={sample(i).slice(0, 80)}
          value={use}
          options={[
            ...pastedFields.map((name) => ({ value: name, label: labelOf(view, name) })),
            { value: "ignored", label: t("registry.paste.ignore") },
          ]}
        />
      ))}
    </FieldGroup>
  )
}
