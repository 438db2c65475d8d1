import type { Child } from "hono/jsx"

export type Column<R> = {
  label: string
  cell: (row: R) => Child
  /** Tabular numerals, to the right. */
  numeric?: boolean
  /** The cell that names the row; one column. */
  heading?: boolean
}

type TableProps<R> = {
  /** What the table is of; read aloud, seen unless `quiet`. */
  caption: string
  quiet?: boolean
  columns: Column<R>[]
  rows: R[]
  /** The sum line: cells by column. */
  foot?: Child[]
}

/** A table that turns into cards on a narrow screen: each cell then carries the name of its column. */
export const DataTable = <R,>({ caption, quiet, columns, rows, foot }: TableProps<R>) => (
  <table class="table">
    <caption class={quiet ? "unseen" : undefined}>{caption}</caption>
    <thead>
      <tr>
        {columns.map(({ label, numeric }) => (
          <th scope="col" class={numeric ? "numeric" : undefined}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr>
          {columns.map(({ label, cell, numeric, heading }) =>
            heading ? (
              <th scope="row">{cell(row)}</th>
            ) : (
              <td data-label={label} class={numeric ? "numeric" : undefined}>
                {cell(row)}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
    {foot && (
      <tfoot>
        <tr>
          {foot.map((cell, i) => (
            <td data-label={columns[i]?.label} class={columns[i]?.numeric ? "numeric" : undefined}>
              {cell}
            </td>
          ))}
        </tr>
      </tfoot>
    )}
  </table>
)
