import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { Notice } from "#ui/flash.tsx"
import { loadAnswers } from "./load-answers.ts"

/** On the desk: that people wrote by their links what is wrong on their cards. */
export async function answersNotice(c: Ctx) {
  const { view, actor } = c.var
  if (!staffSomewhere(actor) || !(await loadAnswers(c, { after: 0, limit: 1 })).answers.length) return null
  return (
    <Notice tone="info">
      {view.t("confirmation.answers.wait")} <a href={view.href("/people/answers")}>{view.t("confirmation.answers")}</a>
    </Notice>
  )
}
