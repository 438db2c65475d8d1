import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import type { Pages } from "#platform/module.ts"
import { centrePage } from "./centre.page.tsx"
import { allCentres } from "./centre.store.ts"
import { centreList } from "./centre-list.page.tsx"
import { editPages } from "./edit.pages.tsx"
import { newPages } from "./new.pages.tsx"

/** On the front page of the installation: that there is a network, and where it is. */
export async function networkLink(c: Ctx) {
  const { view, services } = c.var
  const open = (await allCentres(services.db)).filter(({ closedOn }) => closedOn === null)
  return (
    open.length > 0 && (
      <p>
        <a href={view.href("/centres")}>{view.t("centre.network", { count: open.length })}</a>
      </p>
    )
  )
}

export function centrePages(app: Pages) {
  newPages(app)
  app.get("/centres", forVisitors, centreList)
  app.get("/centres/:slug{[a-z][a-z0-9-]+}", forVisitors, centrePage)
  editPages(app)
}
