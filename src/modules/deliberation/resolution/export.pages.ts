import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import type { Pages } from "#platform/module.ts"
import { dateFromIso } from "#platform/office/dates.ts"
import { writeSheets } from "#platform/office/xlsx.ts"
import { safeFileName } from "#platform/office/zip.ts"
import { notFound } from "#platform/refusal.ts"
import { resolutionDocx } from "../export/resolution-docx.ts"
import { resolutionJson } from "../export/resolution-json.ts"
import { resolutionXlsx } from "../export/resolution-xlsx.ts"
import { kindLabel } from "../labels.ts"
import { exportModel } from "./export-model.ts"
import { canSee } from "./resolution.policy.ts"
import { listResolutions, loadResolution } from "./resolution.store.ts"
import { filtersOf, listAddress, storeFilter } from "./resolution-filters.tsx"
import { stateInWords } from "./resolution-list.page.tsx"
import { rssFeed } from "./rss.ts"

const office = "application/vnd.openxmlformats-officedocument"
const types = {
  docx: `${office}.wordprocessingml.document`,
  xlsx: `${office}.spreadsheetml.sheet`,
  json: "application/json; charset=utf-8",
}
const attached = (name: string, ending: string) =>
  `attachment; filename*=UTF-8''${encodeURIComponent(safeFileName(`${name.slice(0, 100)}.${ending}`))}`

async function resolutionFile(c: Ctx, id: number, ending: keyof typeof types) {
  const { view, services, actor } = c.var
  const resolution = await loadResolution(services.db, id)
  if (!resolution?.adoptedOn || !canSee(actor, resolution)) throw notFound()
  const model = await exportModel(services, view, resolution)
  const bytes =
    ending === "docx"
      ? await resolutionDocx(model, view.t)
      : ending === "xlsx"
        ? await resolutionXlsx(model, view.t)
        : resolutionJson(model)
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    "Content-Type": types[ending],
    "Content-Disposition": attached(resolution.title, ending),
  })
}

async function found(c: Ctx, limit: number) {
  const q = filtersOf(c.req.query())
  return { q, list: await listResolutions(c.var.services.db, { ...(await storeFilter(c, q)), limit }) }
}

/** Resolutions as files and feeds; each with the filters of the page. */
export function exportPages(app: Pages) {
  app.get("/resolutions/:file{[0-9]{1,15}\\.(?:docx|xlsx|json)}", (c) => {
    const [id, ending] = c.req.param("file").split(".")
    return resolutionFile(c, Number(id), ending as keyof typeof types)
  })
  app.get("/resolutions.rss", forVisitors, async (c) => {
    const { view } = c.var
    const { q, list } = await found(c, 50)
    const feed = rssFeed({
      title: view.t("resolution.list.title"),
      about: view.t("resolution.list.what"),
      page: view.baseUrl + view.href(listAddress(q)),
      self: view.baseUrl + view.href(listAddress(q, {}, "/resolutions.rss")),
      language: view.locale,
      entries: list.map((r) => ({
        title: r.title,
        link: `${view.baseUrl}${view.href(`/resolutions/${r.id}`)}`,
        text: stateInWords(view, r),
        at: dateFromIso(r.adoptedOn!),
      })),
    })
    return c.body(feed, 200, { "Content-Type": "application/rss+xml; charset=utf-8" })
  })
  app.get("/resolutions.xlsx", async (c) => {
    const { view } = c.var
    const { t } = view
    const { list } = await found(c, 5000)
    const bytes = await writeSheets([
      {
        name: t("resolution.list.title"),
        columns: [
          { header: t("resolution.field.title"), width: 60, type: "text" },
          { header: t("resolution.field.kind"), width: 18, type: "text" },
          { header: t("resolution.field.adopted_on"), width: 14, type: "date" },
          { header: t("resolution.field.place"), width: 30, type: "text" },
          { header: t("resolution.sheet.items"), width: 10, type: "number" },
          { header: t("resolution.sheet.closed"), width: 10, type: "number" },
          { header: t("resolution.sheet.address"), width: 40, type: "text" },
        ],
        rows: list.map((r) => [
          r.title,
          kindLabel(t, r.kind),
          r.adoptedOn,
          r.place,
          r.itemCount,
          r.closedCount,
          `${view.baseUrl}/resolutions/${r.id}`,
        ]),
      },
    ])
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      "Content-Type": types.xlsx,
      "Content-Disposition": attached(t("resolution.list.title"), "xlsx"),
    })
  })
}
