import { forVisitors } from "#platform/http/middleware.ts"
import type { Pages } from "#platform/module.ts"
import { callPages } from "./call.pages.tsx"
import { decisionPages } from "./decision.pages.tsx"
import { recordAnswerPages } from "./record-answer.pages.tsx"
import { requestFiles } from "./request.files.ts"
import { requestPage } from "./request.page.tsx"
import { splitPages } from "./split.pages.tsx"

/** `/requests/:id` and all that is done there. */
export function requestPages(app: Pages) {
  app.get("/requests/:id{[0-9]{1,15}}", forVisitors, requestPage)
  requestFiles(app)
  decisionPages(app)
  recordAnswerPages(app)
  callPages(app)
  splitPages(app)
}
