import { bodyLimit } from "hono/body-limit"
import { z } from "zod"
import type { Pages } from "#platform/module.ts"
import { judgePassword, longest } from "./judge-password.ts"

const asked = z.object({ password: z.string().max(longest), about: z.array(z.string().max(300)).max(4).default([]) })

/** `POST /password/strength`: how strong what is being typed is. Nothing is stored or logged. */
export function strengthPages(app: Pages) {
  app.post("/password/strength", bodyLimit({ maxSize: 8192 }), async (c) => {
    const parsed = asked.safeParse(await c.req.json().catch(() => null))
    if (!parsed.success) return c.json({}, 400)
    const { score, fault } = judgePassword(parsed.data.password, parsed.data.about)
    const said = fault ? c.var.view.explain(fault) : c.var.view.t(`session.password.score.${score}` as never)
    c.header("Cache-Control", "no-store")
    return c.json({ score, good: fault === null, said })
  })
}
