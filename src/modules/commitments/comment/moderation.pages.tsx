import { territoryScopes } from "#modules/registry/public.ts"
import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { changeAudience } from "./change-audience.ts"
import { commentById, loadAudience } from "./comment.store.ts"
import { Words } from "./comment-list.tsx"
import { decideComment } from "./decide-comment.ts"
import { queue } from "./queue.page.tsx"
import { audiences } from "./tables.ts"
import { keptDays } from "./tidy-comments.ts"

/** Asks why a comment is hidden; what was typed comes back with what is wrong. */
async function drawHiding(c: Ctx, reason = "", errors: Record<string, Saying> = {}) {
  const { view, services, actor } = c.var
  const { t } = view
  const comment = await commentById(services.db, Number(c.req.param("id")))
  if (!comment) throw notFound()
  if (!staff(actor, await territoryScopes(services.db, comment.territoryId))) throw notAllowed()
  const form = { view, errors, labels: { reason: t("comment.reason") }, values: { reason } }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("comment.hiding")}
      crumbs={[{ href: "/comments", label: t("comment.queue") }]}
      state={t("comment.hiding_what", { days: keptDays })}
    >
      <blockquote>
        <Words body={comment.body} member={false} />
      </blockquote>
      <Form
        form={form}
        action={`/comments/${comment.id}/hiding`}
        buttons={<Button kind="danger">{t("comment.hide")}</Button>}
      >
        <TextField {...field(form, "reason")} maxlength={500} hint={t("comment.reason_hint")} required />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function drawSettings(c: Ctx) {
  const { view, services, actor } = c.var
  if (!staff(actor)) throw notAllowed()
  const { t } = view
  const form = { view, labels: { who: t("comment.who") }, values: { who: await loadAudience(services.db) } }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("comment.settings")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t("comment.settings_what")}
    >
      <Form form={form} action="/settings/comments" buttons={<Button kind="primary">{t("rule.save")}</Button>}>
        <RadioCards
          {...field(form, "who")}
          choices={audiences.map((who) => ({
            value: who,
            label: t(`comment.who.${who}`),
            hint: t(`comment.who.${who}_hint`),
          }))}
        />
      </Form>
      <p>
        <a href={view.href("/comments")}>{t("comment.queue")}</a>
      </p>
    </Page>,
  )
}

export function moderationPages(app: Pages) {
  app.get("/comments", queue)
  app.post("/comments/:id{[0-9]{1,15}}/publication", async (c) => {
    const form = await formOf(c)
    await act(c, decideComment, { id: c.req.param("id"), state: "published" }, textOf(form, "key"))
    return goTo(c, "/comments", "comment.published_said")
  })
  app.get("/comments/:id{[0-9]{1,15}}/hiding", (c) => drawHiding(c))
  app.post("/comments/:id{[0-9]{1,15}}/hiding", async (c) => {
    const form = await formOf(c)
    const reason = textOf(form, "reason")
    const deed = act(c, decideComment, { id: c.req.param("id"), state: "hidden", reason }, textOf(form, "key"))
    const done = await attempt(deed)
    if ("errors" in done) return drawHiding(c, reason, done.errors)
    return goTo(c, "/comments", "comment.hidden_said")
  })
  app.get("/settings/comments", drawSettings)
  app.post("/settings/comments", async (c) => {
    const form = await formOf(c)
    await act(c, changeAudience, { who: textOf(form, "who") }, textOf(form, "key"))
    return goTo(c, "/settings/comments", "comment.settings_saved")
  })
}
