import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import type { Pages } from "#platform/module.ts"
import { safeFileName } from "#platform/office/zip.ts"
import { loadLetterhead } from "../letter/letterhead.store.ts"
import { sendFile } from "../letter/send-file.ts"
import { executionPage, loadWanted } from "./execution.page.tsx"
import { executionDocx } from "./execution-docx.ts"
import { executionXlsx } from "./execution-xlsx.ts"
import { reportAddress } from "./report-address.ts"

async function file(c: Ctx, ending: "docx" | "xlsx") {
  const { view, services } = c.var
  const { resolution, report, day, recipientId } = await loadWanted(c)
  const { id, title, visibility } = resolution
  const name = safeFileName(`${view.t("execution.file", { date: day.on, title: title.slice(0, 80) })}.${ending}`)
  if (ending === "xlsx") {
    const url = (request: number) => `${services.baseUrl}/requests/${request}`
    return sendFile(c, "xlsx", name, await executionXlsx(report, view, url))
  }
  const paper = {
    report,
    title,
    addressee: report.recipients.find((one) => one.id === recipientId)?.addressee ?? null,
    head: await loadLetterhead(services.db, resolution.territoryId),
    url:
      visibility === "open"
        ? services.baseUrl + reportAddress(id, { ...day, recipientId, known: day.known ?? report.latest })
        : null,
  }
  return sendFile(c, "docx", name, await executionDocx(paper, view))
}

/** The report on the execution of a resolution, as a page and as files. */
export function executionPages(app: Pages) {
  const base = "/resolutions/:id{[0-9]{1,15}}"
  app.get(`${base}/execution`, forVisitors, executionPage)
  app.get(`${base}/execution.docx`, (c) => file(c, "docx"))
  app.get(`${base}/execution.xlsx`, (c) => file(c, "xlsx"))
}
