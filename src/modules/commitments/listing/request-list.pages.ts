import { itemLines, numberOf } from "#modules/deliberation/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import { ownFirst } from "#platform/http/own-first.ts"
import type { Pages } from "#platform/module.ts"
import { writeSheets } from "#platform/office/xlsx.ts"
import { requestWord } from "../request/request-words.ts"
import { listRequests } from "./list-requests.store.ts"
import { openFilter, readerOf, requestList } from "./request-list.page.tsx"

const most = 20_000

/** The list as a workbook, with the filters of the page. */
async function workbook(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const q = openFilter(c)
  const list = await listRequests(services.db, { ...q, after: undefined }, await readerOf(c, q), most)
  const lines = await itemLines(
    services.db,
    list.map((r) => r.itemId),
  )
  const text = (key: Parameters<typeof t>[0], width: number) => ({ header: t(key), width, type: "text" as const })
  const date = (key: Parameters<typeof t>[0]) => ({ header: t(key), width: 14, type: "date" as const })
  const bytes = await writeSheets([
    {
      name: t("requests.title"),
      columns: [
        text("requests.column.resolution", 40),
        text("requests.column.number", 8),
        text("requests.column.text", 70),
        text("requests.column.addressee", 40),
        text("requests.column.state", 30),
        date("requests.column.asked"),
        date("requests.column.answered"),
        date("requests.column.term"),
        date("requests.column.released"),
        text("requests.column.url", 40),
      ],
      rows: list.map((request) => {
        const line = lines.get(request.itemId)
        return [
          line?.resolution.title ?? "",
          line ? numberOf(line) : "",
          request.wording || line?.text || "",
          request.addressee,
          requestWord(view, request).text,
          request.askedOn,
          request.answeredOn,
          request.termOn,
          request.releasedOn,
          `${services.baseUrl}/requests/${request.id}`,
        ]
      }),
    },
  ])
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(t("requests.file"))}`,
  })
}

export function requestListPages(app: Pages) {
  app.get("/requests", forVisitors, ownFirst, requestList)
  app.get("/requests.xlsx", workbook)
}
