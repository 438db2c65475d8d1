import type { Ctx } from "#platform/http/env.ts"
import { formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { InvalidInput, notAllowed, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { FileField, TextArea } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { canDraft } from "../resolution/resolution.policy.ts"
import { draftFromUpload, uploadOf } from "./read-upload.ts"

const accepted = ".docx,.odt,.rtf,.pdf,.html,.htm,.txt,.xlsx,.json"

function draw(c: Ctx, text = "", errors: Record<string, Saying> = {}) {
  const { view, actor } = c.var
  if (!canDraft(actor)) throw notAllowed()
  const { t } = view
  const form = { view, errors, labels: { file: t("draft.new.file"), text: t("draft.new.text") }, values: { text } }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("draft.new.title")}
      crumbs={[{ href: "/resolutions", label: t("resolution.list.title") }]}
      state={t("draft.new.what")}
    >
      <Form
        form={form}
        files
        action="/resolutions/new"
        buttons={<Button kind="primary">{t("draft.new.read")}</Button>}
        draft="new-resolution"
      >
        <FileField {...field(form, "file")} accept={accepted} hint={t("draft.new.file_hint")} />
        <TextArea {...field(form, "text")} rows={10} hint={t("draft.new.text_hint")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** «Загрузить резолюцию»: a file or pasted text becomes a draft to check. */
export function newPages(app: Pages) {
  app.get("/resolutions/new", (c) => draw(c))
  app.post("/resolutions/new", async (c) => {
    if (!canDraft(c.var.actor)) throw notAllowed()
    const form = await formOf(c)
    const upload = uploadOf(form)
    try {
      const { id } = await draftFromUpload(c, upload, textOf(form, "key"))
      return goTo(c, `/resolutions/${id}/draft`)
    } catch (err) {
      if (err instanceof InvalidInput) return draw(c, upload.text, err.fields)
      throw err
    }
  })
}
