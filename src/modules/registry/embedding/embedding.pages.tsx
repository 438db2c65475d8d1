import { z } from "zod"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { Button, Deed } from "#ui/button.tsx"
import { CopyText } from "#ui/copy.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { allTerritories } from "../territory/territory.store.ts"
import { allowSite } from "./allow-site.ts"
import { canKeepEmbedding } from "./embedding.policy.ts"
import { embeddingSites } from "./embedding.store.ts"
import { embeddable, snippetOf } from "./embedding.ts"
import { forbidSite } from "./forbid-site.ts"
import { SnippetFilters } from "./snippet-filters.tsx"

const path = "/settings/embedding"
const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most)
const wanted = z.object({
  what: z.enum(embeddable).catch("services"),
  id: whole(1, 1e15).optional().catch(undefined),
  territory: whole(1, 1e15).optional().catch(undefined),
  lang: z.enum(["ru", "en"]).catch("ru"),
  height: whole(200, 3000).catch(720),
})
export type Wanted = z.output<typeof wanted>

/** The address of the frame, its title, and what an editor copies. */
function frameOf(c: Ctx, { what, id, territory, lang, height }: Wanted) {
  const { services, view } = c.var
  const to = `/${lang}/embed/${what}${id ? `/${id}` : ""}${territory ? `?territory=${territory}` : ""}`
  const say = services.translator.say[lang]
  const title = what === "services" ? say("service.register") : say("registry.organisation.list")
  return { to, title, snippet: snippetOf({ src: view.baseUrl + to, title, height }) }
}

async function draw(c: Ctx, typed: { site?: string; note?: string } = {}, errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t } = view
  const [sites, territories] = await Promise.all([embeddingSites(services.db), allTerritories(services.db)])
  const query = wanted.parse(c.req.query())
  const frame = frameOf(c, query)
  const labels = { site: t("field.embedding.site"), note: t("embedding.note") }
  const form: FormState<"site" | "note"> = { view, labels, values: typed, errors }
  return c.html(
    <Page
      view={view}
      title={t("embedding.title")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t("embedding.about")}
    >
      <section>
        <h2>{t("embedding.sites")}</h2>
        {sites.length > 0 ? (
          <Rows label={t("embedding.sites")}>
            {sites.map(({ id, origin, note }) => (
              <Row
                title={<b>{origin}</b>}
                mini={[note]}
                end={
                  <Deed view={view} action={`${path}/${id}/removal`} kind="link">
                    {t("embedding.forbid")}
                    <span class="unseen">: {origin}</span>
                  </Deed>
                }
              />
            ))}
          </Rows>
        ) : (
          <p>{t("embedding.no_sites")}</p>
        )}
        <Form form={form} action={path} buttons={<Button kind="primary">{t("embedding.allow")}</Button>}>
          <TextField {...field(form, "site")} required exact maxlength={300} hint={t("embedding.site.hint")} />
          <TextField {...field(form, "note")} maxlength={200} hint={t("embedding.note.hint")} />
        </Form>
      </section>
      <section>
        <h2>{t("embedding.snippet")}</h2>
        <p>{t("embedding.snippet_about")}</p>
        <SnippetFilters view={view} action={path} query={query} territories={territories} />
        <pre>
          <code>{frame.snippet}</code>
        </pre>
        <CopyText view={view} text={frame.snippet} label={t("embedding.copy")} />
        <h3>{t("embedding.preview")}</h3>
        <iframe class="embed-preview" src={frame.to} title={`${t("embedding.preview")}: ${frame.title}`} />
      </section>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** Which sites show the registers, and what to copy there. */
export function embeddingPages(app: Pages) {
  app.get(path, (c) => {
    if (!canKeepEmbedding(c.var.actor)) throw notAllowed()
    return draw(c)
  })
  app.post(path, async (c) => {
    const form = await formOf(c)
    const typed = { site: textOf(form, "site"), note: textOf(form, "note") }
    const done = await attempt(act(c, allowSite, typed, textOf(form, "key")))
    return "value" in done ? goTo(c, path, "embedding.was_allowed") : draw(c, typed, done.errors)
  })
  app.post(`${path}/:id{[0-9]{1,15}}/removal`, async (c) => {
    await act(c, forbidSite, { id: c.req.param("id") }, textOf(await formOf(c), "key"))
    return goTo(c, path, "embedding.was_forbidden")
  })
}
