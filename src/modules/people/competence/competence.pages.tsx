import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { addCompetence } from "./add-competence.ts"
import { canKeepCompetences } from "./competence.policy.ts"
import { allCompetences } from "./competence.store.ts"
import { competenceName } from "./competence.ts"
import { editCompetence } from "./edit-competence.ts"

export const cataloguePath = "/settings/competences"
const one = `${cataloguePath}/:id{[0-9]{1,15}}`

type Name = "nameRu" | "nameEn" | "position" | "retired"
type Typed = Partial<Record<Name, string>>
type Errors = Record<string, Saying>

const formState = ({ var: { view } }: Ctx, values: Typed, errors: Errors): FormState<Name> => ({
  view,
  labels: {
    nameRu: view.t("field.competence.nameRu"),
    nameEn: view.t("field.competence.nameEn"),
    position: view.t("field.competence.position"),
    retired: view.t("field.competence.retired"),
  },
  values,
  errors,
})

const Fields = ({ form }: { form: FormState<Name> }) => (
  <>
    <TextField {...field(form, "nameRu")} required maxlength={200} />
    <TextField {...field(form, "nameEn")} maxlength={200} hint={form.view.t("competence.name_en.hint")} />
    <TextField
      {...field(form, "position")}
      type="number"
      width="short"
      hint={form.view.t("competence.position.hint")}
    />
  </>
)

async function drawList(c: Ctx, values: Typed = {}, errors: Errors = {}) {
  const { view, services } = c.var
  const { t } = view
  const form = formState(c, values, errors)
  return c.html(
    <Page
      view={view}
      narrow
      title={t("competence.list")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t("competence.list.what")}
    >
      <Rows label={t("competence.list")}>
        {(await allCompetences(services.db)).map((competence) => (
          <Row
            href={view.href(`${cataloguePath}/${competence.id}`)}
            title={competenceName(competence, view.locale)}
            mini={[
              view.locale === "en" ? competence.nameRu : competence.nameEn,
              competence.retired && t("value.competence.retired.true"),
            ]}
          />
        ))}
      </Rows>
      <section>
        <h2>{t("competence.new")}</h2>
        <Form form={form} action={cataloguePath} buttons={<Button kind="primary">{t("competence.add")}</Button>}>
          <Fields form={form} />
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
  const competence = (await allCompetences(services.db)).find((x) => x.id === id)
  if (!competence) throw notFound()
  const stored = { ...competence, position: String(competence.position), retired: competence.retired ? "yes" : "" }
  const form = formState(c, typed ?? stored, errors)
  return c.html(
    <Page
      view={view}
      narrow
      title={competenceName(competence, view.locale)}
      crumbs={[
        { href: "/settings", label: t("session.settings.title") },
        { href: cataloguePath, label: t("competence.list") },
      ]}
    >
      <Form
        form={form}
        action={`${cataloguePath}/${id}`}
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(cataloguePath)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <Fields form={form} />
        <Checkbox {...field(form, "retired")} hint={t("competence.retired.hint")} />
      </Form>
      <History
        view={view}
        subject="competence"
        entries={await journalFor(services, actor, { kind: "competence", id })}
      />
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

/** The catalogue of competences: add, rename, move, retire. */
export function competencePages(app: Pages) {
  app.use(`${cataloguePath}/*`, async (c, next) => {
    if (!canKeepCompetences(c.var.actor)) throw notAllowed()
    await next()
  })
  app.get(cataloguePath, (c) => drawList(c))
  app.get(one, (c) => drawOne(c))
  app.post(cataloguePath, async (c) => {
    const { typed, input, key } = await typedOf(c)
    const done = await attempt(act(c, addCompetence, input, key))
    return "value" in done ? goTo(c, cataloguePath, "competence.was_added") : drawList(c, typed, done.errors)
  })
  app.post(one, async (c) => {
    const { typed, input, key } = await typedOf(c)
    const done = await attempt(act(c, editCompetence, { id: c.req.param("id"), ...input }, key))
    return "value" in done ? goTo(c, cataloguePath, "competence.was_saved") : drawOne(c, typed, done.errors)
  })
}
