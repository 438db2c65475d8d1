import type { Ctx } from "#platform/http/env.ts"
import { field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { TypeCodePage } from "../code/code.page.tsx"
import { tooOften } from "../throttle/too-often.ts"
import { secondStep } from "./second-step.ts"

const draw = (c: Ctx, error?: Saying, status: 200 | 422 | 429 = 200) =>
  c.html(
    <TypeCodePage
      view={c.var.view}
      title="session.second.title"
      state="session.second.state"
      hint="session.second.hint"
      action="/sign-in/second"
      again={{ href: "/sign-in", label: "session.second.again" }}
      errors={error ? { code: error } : {}}
    />,
    status,
  )

/** `/sign-in/second`: a code of the application, or a recovery code. */
export function secondStepPages(app: Pages) {
  app.get("/sign-in/second", (c) => draw(c))
  app.post("/sign-in/second", async (c) => {
    const answer = await secondStep(c, field(await formOf(c), "code"))
    if ("to" in answer) return goTo(c, answer.to)
    if ("wait" in answer) return draw(c, tooOften(c, answer.wait), 429)
    if ("over" in answer) return goTo(c, "/sign-in", "session.second.over", undefined, "warn")
    return draw(c, { key: "session.code.wrong", params: { left: answer.left } }, 422)
  })
}
