import { territoryScopes } from "#modules/registry/public.ts"
import { understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { shortDate } from "#platform/office/dates.ts"
import { InvalidInput, notAllowed, notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { Button, Deed } from "#ui/button.tsx"
import { DateField, SelectField, TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { kindLabel } from "../labels.ts"
import { canChangeDraft, canDraft } from "../resolution/resolution.policy.ts"
import { loadResolution } from "../resolution/resolution.store.ts"
import { kinds } from "../resolution/resolution.ts"
import { loadDraft } from "./draft.store.ts"
import { editDraft } from "./edit-draft.ts"

const names = ["title", "kind", "heldOn", "heldUntil", "place", "organiser", "participantsCount"] as const
type Name = (typeof names)[number]

async function draw(c: Ctx, typed?: Record<Name, string>, errors?: Record<string, Saying>) {
  const { view, services, actor } = c.var
  if (!canDraft(actor)) throw notAllowed()
  const draft = await loadDraft(services.db, Number(c.req.param("id")))
  const resolution = draft && (await loadResolution(services.db, draft.resolutionId))
  if (!resolution) throw notFound()
  const { territoryId } = resolution
  if (!canChangeDraft(actor, territoryId, await territoryScopes(services.db, territoryId))) throw notAllowed()
  const { content } = draft
  const { t } = view
  const date = (iso: string | null) => (iso ? shortDate(iso, view.locale) : "")
  const form = {
    view,
    errors: errors ?? {},
    labels: {
      title: t("resolution.field.title"),
      kind: t("resolution.field.kind"),
      heldOn: t("resolution.field.held_on"),
      heldUntil: t("resolution.field.held_until"),
      place: t("resolution.field.place"),
      organiser: t("resolution.field.organiser"),
      participantsCount: t("resolution.field.participants_count"),
    },
    values: typed ?? { ...content, heldOn: date(content.heldOn), heldUntil: date(content.heldUntil) },
  }
  const base = `/resolutions/${draft.resolutionId}/draft`
  return c.html(
    <Page view={view} narrow title={t("draft.head.title")} crumbs={[{ href: base, label: t("draft.check.title") }]}>
      <Form form={form} action={`${base}/head`} buttons={<Button kind="primary">{t("draft.piece.save")}</Button>}>
        <input type="hidden" name="version" value={draft.version} />
        <TextArea {...field(form, "title")} rows={3} required />
        <SelectField
          {...field(form, "kind")}
          options={kinds.map((kind) => ({ value: kind, label: kindLabel(t, kind) }))}
        />
        <DateField {...field(form, "heldOn")} />
        <DateField {...field(form, "heldUntil")} />
        <TextField {...field(form, "place")} />
        <TextField {...field(form, "organiser")} />
        <TextField {...field(form, "participantsCount")} inputmode="numeric" width="short" />
      </Form>
      <section>
        <h2>{t("draft.drop.title")}</h2>
        <p>{t("draft.drop.what")}</p>
        <Deed view={view} action={`${base}/removal`} with={{ version: draft.version }} kind="danger" icon="trash">
          {t("draft.drop.do")}
        </Deed>
      </section>
    </Page>,
    errors ? 422 : 200,
  )
}

/** Title, date, place and the rest of a draft's head. */
export function headPages(app: Pages) {
  app.get("/resolutions/:id{[0-9]{1,15}}/draft/head", (c) => draw(c))
  app.post("/resolutions/:id{[0-9]{1,15}}/draft/head", async (c) => {
    const form = await formOf(c)
    const typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Record<Name, string>
    const date = (text: string) => (text ? (understandPastDay(text, c.var.view.today) ?? "?") : null)
    const count = typed.participantsCount
    const edit = {
      do: "head",
      ...typed,
      heldOn: date(typed.heldOn),
      heldUntil: date(typed.heldUntil),
      participantsCount: count ? Number(count) : null,
    }
    const id = c.req.param("id")
    try {
      await act(c, editDraft, { id, version: textOf(form, "version"), edit }, textOf(form, "key"))
    } catch (err) {
      const strip = (fields: Record<string, Saying>) =>
        Object.fromEntries(Object.entries(fields).map(([name, saying]) => [name.replace(/^edit\./, ""), saying]))
      if (err instanceof InvalidInput) return draw(c, typed, strip(err.fields))
      if (err instanceof Refusal && err.status === 409) return draw(c, typed, { "": err.saying })
      throw err
    }
    return goTo(c, `/resolutions/${id}/draft`, "draft.saved")
  })
}
