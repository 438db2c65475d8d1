import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { Pages } from "#platform/module.ts"
import { linkCode } from "../recipient/link.ts"
import { AnswerFormPage } from "./answer-form.page.tsx"
import { whereTo } from "./answer-form.ts"
import { answerFormDocx } from "./answer-form-docx.ts"
import { type Link, withLink } from "./open-link.tsx"
import { whatIsAsked } from "./what-is-asked.ts"

const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

async function load(c: Ctx, { recipient }: Link) {
  const { db, secret, config } = c.var.services
  const asked = await whatIsAsked(db, recipient)
  return {
    addressee: recipient.addressee,
    asked,
    where: whereTo(asked.asker, config.SMTP_URL ? config.MAIL_FROM : ""),
    code: linkCode(secret, recipient),
  }
}

/** `/answer/:token/form`: the same on paper. */
export function answerFormPages(app: Pages) {
  app.get(
    "/answer/:token/form",
    withLink(async (c, link) =>
      c.html(<AnswerFormPage view={c.var.view} base={`/answer/${link.token}`} {...(await load(c, link))} />),
    ),
  )
  app.get(
    "/answer/:token/form.docx",
    withLink(async (c, link) => {
      const { view } = c.var
      const bytes = await answerFormDocx(view, await load(c, link))
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
        "Content-Type": type,
        "Content-Disposition": contentDisposition("attachment", `${view.t("answering.paper.file")}.docx`),
      })
    }),
  )
}
