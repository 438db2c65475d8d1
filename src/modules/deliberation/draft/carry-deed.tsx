import type { View } from "#platform/view.ts"
import { Deed } from "#ui/button.tsx"

/**
 * The button that takes an earlier item over into a draft, for whoever fills the place `draft.unfinished`.
 * @param label the number of the item, said to those who do not see the row
 */
export const CarryDeed = ({
  view,
  draft,
  itemId,
  label,
}: {
  view: View
  draft: { id: number; version: number }
  itemId: number
  label: string
}) => (
  <Deed
    view={view}
    action={`/resolutions/${draft.id}/draft/carry`}
    with={{ version: draft.version, item: itemId }}
    icon="plus"
  >
    {view.t("draft.carry.do")} <span class="unseen">{label}</span>
  </Deed>
)
