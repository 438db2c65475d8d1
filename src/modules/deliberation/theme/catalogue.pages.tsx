import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { SelectField, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { addTheme } from "./add-theme.ts"
import { mergeThemes } from "./merge-themes.ts"
import { removeTheme } from "./remove-theme.ts"
import { renameTheme } from "./rename-theme.ts"
import { canKeepThemes } from "./theme.policy.ts"
import { themesInUse } from "./theme.store.ts"
import { themeName } from "./theme.ts"

const path = "/settings/themes"
const one = `${path}/:id{[0-9]{1,15}}`
type Names = { nameRu: string; nameEn: string }
type Errors = Record<string, Saying>

const formOfNames = (c: Ctx, values: Partial<Names>, errors: Errors) => ({
  view: c.var.view,
  labels: { nameRu: c.var.view.t("field.theme.nameRu"), nameEn: c.var.view.t("field.theme.nameEn") },
  values,
  errors,
})

async function drawList(c: Ctx, values: Partial<Names> = {}, errors: Errors = {}) {
  const { view, services } = c.var
  const { t } = view
  const themes = await themesInUse(services.db)
  const form = formOfNames(c, values, errors)
  return c.html(
    <Page
      view={view}
      narrow
      title={t("theme.list")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t("theme.list.what")}
    >
      <Rows label={t("theme.list")}>
        {themes.map((theme) => (
          <Row
            href={view.href(`${path}/${theme.id}`)}
            title={themeName(theme, view.locale)}
            mini={[
              view.locale === "en" ? theme.nameRu : theme.nameEn,
              theme.used ? (
                <a href={view.href(`/resolutions?theme=${theme.id}`)}>
                  {t("theme.resolutions")} <span class="unseen">{themeName(theme, view.locale)}</span>
                </a>
              ) : (
                t("theme.unused")
              ),
            ]}
          />
        ))}
      </Rows>
      <section>
        <h2>{t("theme.new")}</h2>
        <Form form={form} action={path} buttons={<Button kind="primary">{t("theme.add")}</Button>}>
          <TextField {...field(form, "nameRu")} required maxlength={200} />
          <TextField {...field(form, "nameEn")} maxlength={200} hint={t("theme.name_en.hint")} />
        </Form>
      </section>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function drawOne(c: Ctx, typed?: Names, errors: Errors = {}) {
  const { view, services, actor } = c.var
  const { t } = view
  const id = Number(c.req.param("id"))
  const themes = await themesInUse(services.db)
  const theme = themes.find((x) => x.id === id)
  if (!theme) throw notFound()
  const others = themes.filter((x) => x.id !== id)
  const { into, ...rest } = errors
  const form = formOfNames(c, typed ?? theme, rest)
  const merging = { view, labels: { into: t("theme.into") }, values: {}, errors: into ? { into } : {} }
  return c.html(
    <Page
      view={view}
      narrow
      title={themeName(theme, view.locale)}
      crumbs={[
        { href: "/settings", label: t("session.settings.title") },
        { href: path, label: t("theme.list") },
      ]}
    >
      <Form
        form={form}
        action={`${path}/${id}`}
        buttons={
          <>
            <Button kind="primary">{t("draft.piece.save")}</Button>
            <LinkButton href={view.href(path)}>{t("draft.piece.cancel")}</LinkButton>
          </>
        }
      >
        <TextField {...field(form, "nameRu")} required maxlength={200} />
        <TextField {...field(form, "nameEn")} maxlength={200} hint={t("theme.name_en.hint")} />
      </Form>
      {others.length > 0 && (
        <section>
          <h2>{t("theme.merge")}</h2>
          <p>{t("theme.merge.what")}</p>
          <Form form={merging} action={`${path}/${id}/merger`} buttons={<Button>{t("theme.merge.do")}</Button>}>
            <SelectField
              {...field(merging, "into")}
              required
              empty={t("theme.into.empty")}
              options={others.map((x) => ({ value: String(x.id), label: themeName(x, view.locale) }))}
            />
          </Form>
        </section>
      )}
      <section>
        <h2>{t("theme.remove")}</h2>
        {theme.used ? (
          <p>{t("theme.in_use")}</p>
        ) : (
          <Deed view={view} action={`${path}/${id}/removal`} kind="danger" icon="trash">
            {t("theme.remove.do")}
          </Deed>
        )}
      </section>
      <History view={view} subject="theme" entries={await journalFor(services, actor, { kind: "theme", id })} />
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** The catalogue of themes: add, rename, merge, take away what no item has. */
export function cataloguePages(app: Pages) {
  app.use(`${path}/*`, async (c, next) => {
    if (!canKeepThemes(c.var.actor)) throw notAllowed()
    await next()
  })
  app.get(path, (c) => drawList(c))
  app.get(one, (c) => drawOne(c))
  const names = (form: Awaited<ReturnType<typeof formOf>>): Names => ({
    nameRu: textOf(form, "nameRu"),
    nameEn: textOf(form, "nameEn"),
  })
  app.post(path, async (c) => {
    const form = await formOf(c)
    const done = await attempt(act(c, addTheme, names(form), textOf(form, "key")))
    return "value" in done ? goTo(c, path, "theme.added") : drawList(c, names(form), done.errors)
  })
  app.post(one, async (c) => {
    const form = await formOf(c)
    const done = await attempt(act(c, renameTheme, { id: c.req.param("id"), ...names(form) }, textOf(form, "key")))
    return "value" in done ? goTo(c, path, "theme.saved") : drawOne(c, names(form), done.errors)
  })
  app.post(`${one}/merger`, async (c) => {
    const form = await formOf(c)
    const done = await attempt(
      act(c, mergeThemes, { id: c.req.param("id"), into: textOf(form, "into") }, textOf(form, "key")),
    )
    if ("value" in done) return goTo(c, path, "theme.merged", { count: done.value.items })
    return drawOne(c, undefined, done.errors)
  })
  app.post(`${one}/removal`, async (c) => {
    const form = await formOf(c)
    const done = await attempt(act(c, removeTheme, { id: c.req.param("id") }, textOf(form, "key")))
    return "value" in done ? goTo(c, path, "theme.removed") : drawOne(c, undefined, done.errors)
  })
}
