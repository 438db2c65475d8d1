import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import type { Pages } from "#platform/module.ts"
import { writeSheets } from "#platform/office/xlsx.ts"
import { figuresFilter } from "./figure-filter.ts"
import { figuresPage } from "./figures-page.tsx"
import { loadFigures } from "./load-figures.ts"

const most = 5_000
const percent = (share: number | null) => (share === null ? null : Math.round(share * 1000) / 10)

/** The figures of the page as a workbook, all that are side by side there. */
async function workbook(c: Ctx) {
  const { t } = c.var.view
  const q = figuresFilter(c.req.query())
  const { lines } = await loadFigures(c, { ...q, after: undefined }, most)
  const count = (key: Parameters<typeof t>[0]) => ({ header: t(key), width: 16, type: "number" as const })
  const bytes = await writeSheets([
    {
      name: t("figures.sheet"),
      columns: [
        { header: t(`figures.one.${q.by}`), width: 60, type: "text" },
        count("figures.asked"),
        count("figures.answered"),
        count("figures.share_answered"),
        count("figures.days"),
        count("figures.in_work"),
        count("figures.overdue"),
        count("figures.released"),
        count("figures.share_done"),
        count("figures.declined"),
        count("figures.waiting"),
      ],
      rows: lines.map(({ label, figures: f }) => [
        label,
        f.asked,
        f.answered,
        percent(f.shareAnswered),
        f.days,
        f.accepted + f.reported - f.overdue,
        f.overdue,
        f.released,
        percent(f.shareDone),
        f.declined,
        f.waiting,
      ]),
    },
  ])
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(t("figures.file"))}`,
  })
}

export function figuresPages(app: Pages) {
  app.get("/requests/figures", forVisitors, figuresPage)
  app.get("/requests/figures.xlsx", workbook)
}
