import { forVisitors } from "#platform/http/middleware.ts"
import { ownFirst } from "#platform/http/own-first.ts"
import type { Pages } from "#platform/module.ts"
import { itemPage } from "../item/item.page.tsx"
import { adoptionPages } from "./adoption.pages.tsx"
import { amendPages } from "./amend.pages.tsx"
import { exportPages } from "./export.pages.ts"
import { resolutionPage } from "./resolution.page.tsx"
import { resolutionList } from "./resolution-list.page.tsx"
import { sourcePage } from "./source.page.tsx"
import { visibilityPages } from "./visibility.pages.tsx"

/** Pages of adopted resolutions and their items. */
export function resolutionPages(app: Pages) {
  app.get("/resolutions", forVisitors, ownFirst, resolutionList)
  app.get("/resolutions/:id{[0-9]{1,15}}", forVisitors, resolutionPage)
  app.get("/resolutions/:id{[0-9]{1,15}}/source", sourcePage)
  app.get("/items/:id{[0-9]{1,15}}", forVisitors, itemPage)
  exportPages(app)
  adoptionPages(app)
  amendPages(app)
  visibilityPages(app)
}
