import { findParties, territoryScopes } from "#modules/registry/public.ts"
import { understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { shortDate } from "#platform/office/dates.ts"
import { InvalidInput, notAllowed, notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { CheckboxCards } from "#ui/choice.tsx"
import { DateField, TextArea } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { recentNames } from "../draft/known-addressee.store.ts"
import { canDirect, canDraft } from "../resolution/resolution.policy.ts"
import { loadResolution } from "../resolution/resolution.store.ts"
import { organisationsOf } from "../resolution/resolution-parts.store.ts"
import { directItem } from "./direct-item.ts"
import { loadItem } from "./item.store.ts"

type Typed = { directedOn: string; names: string; chosen: string[]; reason: string }

/** Whom an item could be directed to: bodies that its words resemble, participants of the meeting, names used lately. */
async function candidates(c: Ctx, text: string, resolutionId: number): Promise<string[]> {
  const { db } = c.var.services
  const like = await findParties(db, text, 5)
  const took = await organisationsOf(db, resolutionId)
  const recent = await recentNames(db, 8)
  return [...new Set([...like.map((p) => p.name), ...took, ...recent])].slice(0, 16)
}

async function draw(c: Ctx, typed?: Typed, errors: Record<string, Saying> = {}) {
  const { view, services, actor } = c.var
  if (!canDraft(actor)) throw notAllowed()
  const item = await loadItem(services.db, Number(c.req.param("id")))
  const resolution = item && (await loadResolution(services.db, item.resolutionId))
  if (!resolution) throw notFound()
  if (!canDirect(actor, await territoryScopes(services.db, resolution.territoryId))) throw notAllowed()
  const { t } = view
  const offered = (await candidates(c, item.text, item.resolutionId)).filter(
    (n) => !item.addressees.some((a) => a.name === n),
  )
  const form = {
    view,
    errors,
    labels: {
      directedOn: t("direct.date"),
      names: t("direct.names"),
      chosen: t("direct.offered"),
      reason: t("direct.reason"),
    },
    values: {
      directedOn: typed?.directedOn ?? shortDate(view.today, view.locale),
      names: typed?.names ?? "",
      reason: typed?.reason ?? "",
    },
  }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("direct.title")}
      crumbs={[
        { href: "/resolutions", label: t("resolution.list.title") },
        { href: `/resolutions/${item.resolutionId}`, label: t("resolution.one") },
        { href: `/items/${item.id}`, label: t("item.one", { path: item.path }) },
      ]}
    >
      <blockquote>
        <p>{item.text}</p>
      </blockquote>
      <p>{t("direct.what")}</p>
      <Form
        form={form}
        action={`/items/${item.id}/direction`}
        buttons={<Button kind="primary">{t("direct.do")}</Button>}
      >
        {offered.length > 0 && (
          <CheckboxCards
            {...field(form, "chosen")}
            values={typed?.chosen ?? []}
            choices={offered.map((name) => ({ value: name, label: name }))}
          />
        )}
        <TextArea {...field(form, "names")} rows={3} hint={t("direct.names_hint")} />
        <DateField {...field(form, "directedOn")} required />
        <TextArea {...field(form, "reason")} rows={2} hint={t("direct.reason_hint")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** «Кому направить пункт?»: a dated act that leaves the text as it was adopted. */
export function directPages(app: Pages) {
  app.get("/items/:id{[0-9]{1,15}}/direction", (c) => draw(c))
  app.post("/items/:id{[0-9]{1,15}}/direction", async (c) => {
    const form = await formOf(c)
    const typed: Typed = {
      directedOn: textOf(form, "directedOn"),
      names: textOf(form, "names"),
      chosen: [form.chosen ?? []].flat().filter((x): x is string => typeof x === "string"),
      reason: textOf(form, "reason"),
    }
    const names = [...typed.chosen, ...typed.names.split(/\r?\n/)].map((n) => n.trim()).filter(Boolean)
    const id = c.req.param("id")
    try {
      const directedOn = understandPastDay(typed.directedOn, c.var.view.today) ?? typed.directedOn
      await act(c, directItem, { id, directedOn, reason: typed.reason, names }, textOf(form, "key"))
    } catch (err) {
      if (err instanceof InvalidInput) return draw(c, typed, err.fields)
      if (err instanceof Refusal && err.status === 409) return draw(c, typed, { "": err.saying })
      throw err
    }
    return goTo(c, `/items/${id}`, "direct.done")
  })
}
