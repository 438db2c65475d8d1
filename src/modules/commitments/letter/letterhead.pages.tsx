import { allTerritories, territoryScopes } from "#modules/registry/public.ts"
import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { InvalidInput, notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { CardLinks } from "#ui/card.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { FileField, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { changeLetterhead } from "./change-letterhead.ts"
import { defaultLetterTemplate, letterTags } from "./letter-template.ts"
import { letterheadFields, loadLetterhead, loadTemplate, territoriesWithLetterhead } from "./letterhead.store.ts"
import { isPattern, numberText } from "./number-letter.ts"

const home = "/settings/letters"
const type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/** The marks of a pattern, as they are typed: in a sentence of the catalogue braces mean something else. */
const marks = { n: "{n}", nnn: "{nnn}", yy: "{yy}", yyyy: "{yyyy}", mm: "{mm}" }

/** The territory of the address; null for the letterhead of the installation. */
async function placeOf(c: Ctx) {
  const { services, actor } = c.var
  const id = c.req.param("territory")
  const territories = await allTerritories(services.db)
  const territory = id === undefined ? null : territories.find((one) => one.id === Number(id))
  if (territory === undefined) throw notFound()
  if (!staff(actor, await territoryScopes(services.db, territory?.id ?? null))) throw notAllowed()
  const others = territory ? [] : await territoriesWithLetterhead(services.db)
  return {
    territory,
    path: territory ? `${home}/${territory.id}` : home,
    others: territories.filter((one) => others.includes(one.id)),
  }
}

async function draw(c: Ctx, typed?: Record<string, string>, errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { territory, path, others } = await placeOf(c)
  const head = await loadLetterhead(services.db, territory?.id)
  const own = head.territoryId === (territory?.id ?? null)
  const { t } = view
  const labels: Record<string, string> = {
    ...Object.fromEntries(letterheadFields.map((name) => [name, t(`letterhead.${name}`)])),
    template: t("letterhead.template"),
    reset: t("letterhead.reset"),
    numberPattern: t("letterhead.number_pattern"),
  }
  const { numberPattern } = head
  const shown = typed?.numberPattern && isPattern(typed.numberPattern) ? typed.numberPattern : numberPattern
  const form = {
    view,
    errors,
    labels,
    values: typed ?? {
      ...Object.fromEntries(letterheadFields.map((name) => [name, own ? head[name] : ""])),
      numberPattern,
    },
  }
  return c.html(
    <Page
      view={view}
      narrow
      title={territory ? t("letterhead.of", { territory: territory.name }) : t("letterhead.title")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t(territory ? (own ? "letterhead.own" : "letterhead.not_own") : "letterhead.what")}
    >
      <Form form={form} files action={path} buttons={<Button kind="primary">{t("draft.piece.save")}</Button>}>
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
        {own && head.templateName && <Checkbox {...field(form, "reset")} hint={head.templateName} />}
      </Form>
      <p>
        <a href={view.href(`${path}/template.docx`)} data-turbo="false">
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
      {others.length > 0 && (
        <section>
          <h2>{t("letterhead.others")}</h2>
          <CardLinks
            links={others.map(({ id, name }) => ({ href: view.href(`${home}/${id}`), label: name, icon: "map-pin" }))}
          />
        </section>
      )}
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function save(c: Ctx) {
  const form = await formOf(c)
  const { territory, path } = await placeOf(c)
  const typed = Object.fromEntries(
    [...letterheadFields, "numberPattern"].map((name) => [name, textOf(form, name)]),
  ) as Record<string, string>
  // Whoever sends the form without the field means to leave the numbers as they are.
  const { numberPattern, ...fields } = typed
  const pattern = "numberPattern" in form ? { numberPattern } : {}
  const given = [form.template].flat()[0]
  const file = given instanceof File && given.size > 0 ? given : undefined
  const reset = textOf(form, "reset") === "yes"
  const template = file ? new Uint8Array(await file.arrayBuffer()) : reset ? null : undefined
  const input = { ...fields, ...pattern, territoryId: territory?.id ?? null, template, templateName: file?.name ?? "" }
  try {
    await act(c, changeLetterhead, input, textOf(form, "key"))
  } catch (err) {
    if (err instanceof InvalidInput) return draw(c, typed, err.fields)
    throw err
  }
  return goTo(c, path, "draft.saved")
}

async function template(c: Ctx) {
  const { territory } = await placeOf(c)
  const bytes = (await loadTemplate(c.var.services.db, territory?.id)) ?? (await defaultLetterTemplate(c.var.view.t))
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    "Content-Type": type,
    "Content-Disposition": 'attachment; filename="template.docx"',
  })
}

/** Who writes the letters, here or in one territory, and the template that can be taken, edited in Word and given back. */
export function letterheadPages(app: Pages) {
  for (const path of [home, `${home}/:territory{[0-9]{1,15}}`]) {
    app.get(path, (c) => draw(c))
    app.post(path, save)
    app.get(`${path}/template.docx`, template)
  }
}
