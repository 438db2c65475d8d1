import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { InvalidInput, notAllowed, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { FileField, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { loadRule } from "../rule/rule.store.ts"
import { changeLetterhead } from "./change-letterhead.ts"
import { letterheadFields, loadLetterhead, loadTemplate } from "./letter.store.ts"
import { defaultLetterTemplate, letterTags } from "./letter-template.ts"
import { isPattern, numberText } from "./number-letter.ts"

const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/** The marks of a pattern, as they are typed: in a sentence of the catalogue braces mean something else. */
const marks = { n: "{n}", nnn: "{nnn}", yy: "{yy}", yyyy: "{yyyy}", mm: "{mm}" }

async function draw(c: Ctx, typed?: Record<string, string>, errors: Record<string, Saying> = {}) {
  const { view, services, actor } = c.var
  if (!staff(actor)) throw notAllowed()
  const head = await loadLetterhead(services.db)
  const { t } = view
  const labels: Record<string, string> = {
    ...Object.fromEntries(letterheadFields.map((name) => [name, t(`letterhead.${name}`)])),
    template: t("letterhead.template"),
    reset: t("letterhead.reset"),
    numberPattern: t("letterhead.number_pattern"),
  }
  const { numberPattern } = await loadRule(services.db)
  const shown = typed?.numberPattern && isPattern(typed.numberPattern) ? typed.numberPattern : numberPattern
  const form = {
    view,
    errors,
    labels,
    values: typed ?? {
      ...Object.fromEntries(letterheadFields.map((name) => [name, head[name]])),
      numberPattern,
    },
  }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("letterhead.title")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t("letterhead.what")}
    >
      <Form
        form={form}
        files
        action="/settings/letters"
        buttons={<Button kind="primary">{t("draft.piece.save")}</Button>}
      >
        {letterheadFields.map((name) => (
          <TextField {...field(form, name)} />
        ))}
        <TextField
          {...field(form, "numberPattern")}
          width="medium"
          exact
          maxlength={60}
          hint={t("letterhead.number_hint", { ...marks, example: numberText(shown, 12, view.today) })}
        />
        <FileField {...field(form, "template")} accept=".docx" hint={t("letterhead.template_hint")} />
        {head.templateName && <Checkbox {...field(form, "reset")} hint={head.templateName} />}
      </Form>
      <p>
        <a href={view.href("/settings/letters/template.docx")} data-turbo="false">
          {t("letterhead.take")}
        </a>
      </p>
      <details>
        <summary>{t("letterhead.tags")}</summary>
        <ul>
          {Object.keys(letterTags.tags).map((tag) => (
            <li>
              <code>{`{${tag}}`}</code>
            </li>
          ))}
        </ul>
      </details>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** Who writes the letters, and the template that can be taken, edited in Word and given back. */
export function letterheadPages(app: Pages) {
  app.get("/settings/letters", (c) => draw(c))
  app.post("/settings/letters", async (c) => {
    const form = await formOf(c)
    const typed = Object.fromEntries(
      [...letterheadFields, "numberPattern"].map((name) => [name, textOf(form, name)]),
    ) as Record<string, string>
    // Whoever sends the form without the field means to leave the numbers as they are.
    const { numberPattern, ...fields } = typed
    const pattern = "numberPattern" in form ? { numberPattern } : {}
    const given = [form.template].flat()[0]
    const file = given instanceof File && given.size > 0 ? given : undefined
    const reset = textOf(form, "reset") === "yes"
    try {
      const template = file ? new Uint8Array(await file.arrayBuffer()) : reset ? null : undefined
      await act(
        c,
        changeLetterhead,
        { ...fields, ...pattern, template, templateName: file?.name ?? "" },
        textOf(form, "key"),
      )
    } catch (err) {
      if (err instanceof InvalidInput) return draw(c, typed, err.fields)
      throw err
    }
    return goTo(c, "/settings/letters", "draft.saved")
  })
  app.get("/settings/letters/template.docx", async (c) => {
    if (!staff(c.var.actor)) throw notAllowed()
    const template = await loadTemplate(c.var.services.db)
    const bytes = template ?? (await defaultLetterTemplate(c.var.view.t))
    return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
      "Content-Type": type,
      "Content-Disposition": 'attachment; filename="template.docx"',
    })
  })
}
