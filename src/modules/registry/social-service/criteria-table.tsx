import type { View } from "#platform/view.ts"
import { DataTable } from "#ui/table.tsx"
import type { Criterion } from "../service-list/service-list.ts"

/** How good the service must be: what is measured, how, what is enough. */
export const CriteriaTable = ({ view, caption, criteria }: { view: View; caption: string; criteria: Criterion[] }) => {
  const { t } = view
  return (
    <DataTable
      caption={caption}
      columns={[
        { label: t("field.service.criterion"), heading: true, cell: ({ name }: Criterion) => name },
        { label: t("field.service.measured"), cell: ({ measured }) => measured || "–" },
        { label: t("field.service.how"), cell: ({ how }) => how || "–" },
        { label: t("field.service.threshold"), cell: ({ threshold }) => threshold || "–" },
      ]}
      rows={criteria}
    />
  )
}
