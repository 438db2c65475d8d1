import type { PropsWithChildren } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Notice } from "#ui/flash.tsx"
import type { CardId } from "./shelf.ts"

/** In the form of a new card: which cards are like it (as children). Sent again, the form says that they were seen. */
export const AlikeFoundNotice = ({ view, ids, children }: PropsWithChildren<{ view: View; ids: CardId[] }>) => (
  <>
    <input type="hidden" name="seenAlike" value={ids.join(",")} />
    <Notice tone="warn" title={view.t("registry.alike.found.title")} live>
      {children}
      <p>{view.t("registry.alike.found.what")}</p>
    </Notice>
  </>
)
