import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { SelectField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { addDirection } from "./add-direction.ts"
import { canKeepDirections } from "./direction.policy.ts"
import { allDirections, directionCounts } from "./direction.store.ts"
import { directionName } from "./direction.ts"
import { DirectionFields, directionForm, type Errors, type Typed } from "./direction-form.tsx"
import { editDirection } from "./edit-direction.ts"
import { mergeDirections } from "./merge-directions.ts"

const path = "/settings/directions"
const one = `${path}/:id{[0-9]{1,15}}`

async function drawList(c: Ctx, values: Typed = {}, errors: Errors = {}) {
  const { view, services } = c.var
  const { t } = view
  const [directions, counts] = await Promise.all([allDirections(services.db), directionCounts(services.db)])
  const form = directionForm(c, values, errors)
  const used = (id: number) => counts.get(id) ?? { organisation: 0, body: 0 }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("direction.list")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t("direction.list.what")}
    >
      <Rows label={t("direction.list")}>
        {directions.map((direction) => (
          <Row
            href={view.href(`${path}/${direction.id}`)}
            title={directionName(direction, view.locale)}
            mini={[
              view.locale === "en" ? direction.nameRu : direction.nameEn,
              direction.retired && t("value.direction.retired.true"),
              t("registry.organisation.count", { count: used(direction.id).organisation }),
              used(direction.id).body > 0 && t("registry.body.count", { count: used(direction.id).body }),
            ]}
          />
        ))}
      </Rows>
      <section>
        <h2>{t("direction.new")}</h2>
        <Form form={form} action={path} buttons={<Button kind="primary">{t("direction.add")}</Button>}>
          <DirectionFields form={form} />
        </Form>
      </section>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function drawOne(c: Ctx, typed?: Typed, errors: Errors = {}) {
  const { view, services, actor } = c.var
  const { t } = view
  const id = Number(c.req.param("id"))
  const directions = await allDirections(services.db)
  const direction = directions.find((x) => x.id === id)
  if (!direction) throw notFound()
  const others = directions.filter((x) => x.id !== id)
  const { into, ...rest } = errors
  const stored = { ...direction, position: String(direction.position), retired: direction.retired ? "yes" : "" }
  const form = directionForm(c, typed ?? stored, rest)
  const merging = { view, labels: { into: t("direction.into") }, values: {}, errors: into ? { into } : {} }
  return c.html(
    <Page
      view={view}
      narrow
      title={directionName(direction, view.locale)}
      crumbs={[
        { href: "/settings", label: t("session.settings.title") },
        { href: path, label: t("direction.list") },
      ]}
    >
      <Form
        form={form}
        action={`${path}/${id}`}
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(path)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <DirectionFields form={form} />
        <Checkbox {...field(form, "retired")} hint={t("direction.retired.hint")} />
      </Form>
      {others.length > 0 && (
        <section>
          <h2>{t("direction.merge")}</h2>
          <p>{t("direction.merge.what")}</p>
          <Form form={merging} action={`${path}/${id}/merger`} buttons={<Button>{t("direction.merge.do")}</Button>}>
            <SelectField
              {...field(merging, "into")}
              required
              empty={t("direction.into.empty")}
              options={others.map((x) => ({ value: String(x.id), label: directionName(x, view.locale) }))}
            />
          </Form>
        </section>
      )}
      <History view={view} subject="direction" entries={await journalFor(services, actor, { kind: "direction", id })} />
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function typedOf(c: Ctx) {
  const form = await formOf(c)
  const typed = {
    nameRu: textOf(form, "nameRu"),
    nameEn: textOf(form, "nameEn"),
    position: textOf(form, "position"),
    retired: textOf(form, "retired"),
  }
  const position = typed.position === "" ? undefined : Number(typed.position)
  return { typed, input: { ...typed, position, retired: typed.retired === "yes" }, key: textOf(form, "key") }
}

/** The catalogue of directions: add, edit, retire, merge. */
export function cataloguePages(app: Pages) {
  app.use(`${path}/*`, async (c, next) => {
    if (!canKeepDirections(c.var.actor)) throw notAllowed()
    await next()
  })
  app.get(path, (c) => drawList(c))
  app.get(one, (c) => drawOne(c))
  app.post(path, async (c) => {
    const { typed, input, key } = await typedOf(c)
    const done = await attempt(act(c, addDirection, input, key))
    return "value" in done ? goTo(c, path, "direction.added") : drawList(c, typed, done.errors)
  })
  app.post(one, async (c) => {
    const { typed, input, key } = await typedOf(c)
    const done = await attempt(act(c, editDirection, { id: c.req.param("id"), ...input }, key))
    return "value" in done ? goTo(c, path, "direction.saved") : drawOne(c, typed, done.errors)
  })
  app.post(`${one}/merger`, async (c) => {
    const form = await formOf(c)
    const input = { id: c.req.param("id"), into: textOf(form, "into") }
    const done = await attempt(act(c, mergeDirections, input, textOf(form, "key")))
    if ("value" in done) return goTo(c, path, "direction.merged", { count: done.value.parties })
    return drawOne(c, undefined, done.errors)
  })
}
