import { siteOf } from "#modules/commitments/public.ts"
import { act, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { plantDemo, removeDemo } from "./plant-demo.ts"

/** «Посмотреть на примере» and back again. */
export function demoPages(app: Pages) {
  app.post("/demo", async (c) => {
    const { resolutions } = await act(
      c,
      plantDemo,
      { site: siteOf(c.var.services), filesDir: c.var.services.filesDir },
      field(await formOf(c), "key"),
    )
    return goTo(c, "/", "front.demo.planted", { count: resolutions })
  })
  app.post("/demo/removal", async (c) => {
    await act(c, removeDemo, {}, field(await formOf(c), "key"))
    return goTo(c, "/", "front.demo.removed")
  })
}
