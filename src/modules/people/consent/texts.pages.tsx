import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { TextArea, TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { addressOfPerson, fullName } from "../person/person.ts"
import { holdersOf, peopleOnText } from "./consent.store.ts"
import { consentKinds, placeholders } from "./consent.ts"
import { allTexts, presentOperator, textById } from "./consent-text.store.ts"
import { kindWord, wordsOf } from "./consent-words.ts"
import { canKeepTexts, changeOperator, publishText } from "./keep-texts.ts"

const path = "/settings/consents"
const countLimit = 500
const operatorNames = ["name", "address", "requisites", "contact"] as const
type Errors = Record<string, Saying>
const statusOf = (errors: Errors) => (Object.keys(errors).length ? 422 : 200)
const crumbsOf = ({ view: { t } }: Ctx["var"], list = false) => [
  { href: "/settings", label: t("session.settings.title") },
  ...(list ? [{ href: path, label: t("consent.texts") }] : []),
]

async function list(c: Ctx, typed?: Record<string, string>, errors: Errors = {}) {
  const { view, services } = c.var
  const { t } = view
  const [texts, operator] = await Promise.all([allTexts(services.db), presentOperator(services.db)])
  const ids = texts.map(({ id }) => id)
  const holders = await holdersOf(services.db, ids, countLimit + 1)
  const labels = {
    name: t("consent.operator.name"),
    address: t("consent.operator.address"),
    requisites: t("consent.operator.requisites"),
    contact: t("consent.operator.contact"),
  }
  const form = { view, labels, values: typed ?? operator ?? {}, errors }
  const said = (count: number) =>
    count > countLimit ? t("consent.holders_more", { count: countLimit }) : t("consent.holders", { count })
  return c.html(
    <Page view={view} narrow title={t("consent.texts")} crumbs={crumbsOf(c.var)} state={t("consent.texts.what")}>
      {!operator && <Notice tone="warn">{t("consent.no_operator")}</Notice>}
      {consentKinds.map((kind) => {
        const versions = texts.filter((one) => one.kind === kind)
        return (
          <Card title={kindWord(view, kind)}>
            <Rows label={kindWord(view, kind)}>
              {versions.map(({ id, version, createdAt }, i) => (
                <Row
                  href={view.href(`${path}/${id}`)}
                  title={t("consent.version", { version })}
                  mini={[
                    i === 0 && t("consent.version.present"),
                    <Moment view={view} at={createdAt} />,
                    said(holders.get(id) ?? 0),
                  ]}
                />
              ))}
            </Rows>
            <div class="buttons">
              <LinkButton icon="pencil" href={view.href(`${path}/new/${kind}`)}>
                {t("consent.version.new")}
              </LinkButton>
            </div>
          </Card>
        )
      })}
      <section>
        <h2>{t("consent.operator")}</h2>
        <p>{t("consent.operator.what")}</p>
        <Form form={form} action={path} buttons={<Button kind="primary">{t("registry.form.save")}</Button>}>
          <TextField {...field(form, "name")} required maxlength={500} />
          <TextField {...field(form, "address")} required maxlength={500} />
          <TextField {...field(form, "requisites")} maxlength={200} hint={t("consent.operator.requisites.hint")} />
          <TextField {...field(form, "contact")} required maxlength={300} hint={t("consent.operator.contact.hint")} />
        </Form>
      </section>
    </Page>,
    statusOf(errors),
  )
}

async function saveOperator(c: Ctx) {
  const form = await formOf(c)
  const typed = Object.fromEntries(operatorNames.map((name) => [name, textOf(form, name)]))
  const done = await attempt(act(c, changeOperator, typed, textOf(form, "key")))
  return "value" in done ? goTo(c, path, "consent.operator.was_saved") : list(c, typed, done.errors)
}

async function one(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const text = await textById(services.db, Number(c.req.param("text")))
  if (!text) throw notFound()
  const [operator, people] = await Promise.all([
    presentOperator(services.db),
    peopleOnText(services.db, text.id, countLimit),
  ])
  const title = `${kindWord(view, text.kind)}, ${t("consent.version", { version: text.version })}`
  return c.html(
    <Page view={view} narrow title={title} crumbs={crumbsOf(c.var, true)}>
      <Card title={t("consent.preview")}>
        {wordsOf(view, text, { operator }).map((part) => (
          <p>{part}</p>
        ))}
      </Card>
      <section>
        <h2>{t("consent.holders", { count: people.length })}</h2>
        <Rows label={t("people.person.list")}>
          {people.map((person) => (
            <Row href={view.href(`${addressOfPerson(person.id)}/consents`)} title={fullName(person)} />
          ))}
        </Rows>
      </section>
    </Page>,
  )
}

async function newForm(c: Ctx, typed?: { bodyRu: string; bodyEn: string }, errors: Errors = {}) {
  const { view, services } = c.var
  const { t } = view
  const kind = consentKinds.find((known) => known === c.req.param("kind"))
  if (!kind) throw notFound()
  const [texts, operator] = await Promise.all([allTexts(services.db), presentOperator(services.db)])
  const present = texts.find((text) => text.kind === kind)!
  const labels = { bodyRu: t("consent.text.ru"), bodyEn: t("consent.text.en") }
  const form = { view, labels, values: typed ?? present, errors }
  const names = placeholders[kind].map((name) => `{${name}}`).join(", ")
  const preview = typed && !Object.keys(errors).length
  return c.html(
    <Page view={view} narrow title={t("consent.version.new")} crumbs={crumbsOf(c.var, true)}>
      <p>{t("consent.version.new.what")}</p>
      <p>{t("consent.placeholders", { names })}</p>
      {preview && (
        <Card title={t("consent.preview")}>
          {wordsOf(view, { ...present, ...typed }, { operator }).map((part) => (
            <p>{part}</p>
          ))}
        </Card>
      )}
      <Form
        form={{ ...form, values: { bodyRu: form.values.bodyRu, bodyEn: form.values.bodyEn } }}
        action={`${path}/new/${kind}`}
        buttons={
          <>
            <Button kind="primary">{t("consent.version.publish")}</Button>
            <Button name="step" value="preview">
              {t("consent.preview.show")}
            </Button>
            <LinkButton href={view.href(path)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <TextArea {...field(form, "bodyRu")} required rows={18} maxlength={20_000} />
        <TextArea {...field(form, "bodyEn")} required rows={18} maxlength={20_000} />
      </Form>
    </Page>,
    statusOf(errors),
  )
}

async function publish(c: Ctx) {
  const form = await formOf(c)
  const typed = { bodyRu: textOf(form, "bodyRu"), bodyEn: textOf(form, "bodyEn") }
  if (textOf(form, "step") === "preview") return newForm(c, typed)
  const done = await attempt(act(c, publishText, { ...typed, kind: c.req.param("kind") }, textOf(form, "key")))
  return "value" in done ? goTo(c, path, "consent.text.was_published") : newForm(c, typed, done.errors)
}

/** `/settings/consents`: words of consents by version, and who processes the data. */
export function textsPages(app: Pages) {
  app.use(`${path}/*`, async (c, next) => {
    if (!canKeepTexts(c.var.actor)) throw notAllowed()
    await next()
  })
  app.get(path, (c) => list(c))
  app.post(path, saveOperator)
  app.get(`${path}/:text{[0-9]{1,15}}`, one)
  app.get(`${path}/new/:kind{[a-z]+}`, (c) => newForm(c))
  app.post(`${path}/new/:kind{[a-z]+}`, publish)
}
