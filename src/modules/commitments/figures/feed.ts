import { rssFeed, visibleTo } from "#modules/deliberation/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import type { Pages } from "#platform/module.ts"
import { filterOf, listAddress } from "../listing/request-filter.ts"
import { latestChanges } from "../subscription/change.store.ts"
import {
  changeInWords,
  changePath,
  itemInWords,
  reasonInWords,
  resolutionInWords,
} from "../subscription/change-words.ts"

/** The latest changes as a feed; of one resolution or body where the address names it. */
async function feed(c: Ctx) {
  const { view, services, actor } = c.var
  const { resolution, body } = filterOf(c.req.query())
  const changes = await latestChanges(services.db, { visibilities: visibleTo(actor), resolution, body, limit: 50 })
  const only = { ...filterOf({}), resolution, body }
  const xml = rssFeed({
    title: view.t("requests.title"),
    about: view.t("requests.what"),
    page: view.baseUrl + view.href(listAddress(only)),
    self: view.baseUrl + view.href(listAddress(only, {}, "/requests.rss")),
    language: view.locale,
    entries: changes.map((change) => ({
      title: changeInWords(view, change),
      link: view.baseUrl + view.href(changePath(change)),
      text: [
        itemInWords(view, change.line, change.request.wording),
        reasonInWords(change),
        resolutionInWords(view, change.line),
      ]
        .filter(Boolean)
        .join("\n"),
      at: change.at,
    })),
  })
  return c.body(xml, 200, { "Content-Type": "application/rss+xml; charset=utf-8" })
}

export function feedPages(app: Pages) {
  app.get("/requests.rss", forVisitors, feed)
}
