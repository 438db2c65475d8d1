import { territoryScopes } from "#modules/registry/public.ts"
import { understandDay, understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { shortDate } from "#platform/office/dates.ts"
import { InvalidInput, notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { Checkbox } from "#ui/choice.tsx"
import { DateField, SelectField, TextArea, TextField } from "#ui/field.tsx"
import { FieldGroup, Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { currentText } from "../item/amended.ts"
import { amendmentsOf, itemsOf } from "../item/item.store.ts"
import { forceLabel } from "../labels.ts"
import { amendResolution } from "./amend-resolution.ts"
import { canAmend, canDraft } from "./resolution.policy.ts"
import { loadResolution } from "./resolution.store.ts"
import { forces } from "./resolution.ts"

/** The items as they stand, with the names of their fields in the form. */
async function standing(c: Ctx, id: number) {
  const { db } = c.var.services
  const amendments = await amendmentsOf(db, id)
  const items = (await itemsOf(db, id)).filter((i) => !i.removedBy)
  return items.map((item) => ({ item, text: currentText(item, amendments) }))
}

async function draw(c: Ctx, typed?: Record<string, string>, errors: Record<string, Saying> = {}) {
  const { view, services, actor } = c.var
  if (!canDraft(actor)) throw notAllowed()
  const id = Number(c.req.param("id"))
  const resolution = await loadResolution(services.db, id)
  if (!resolution?.adoptedOn) throw notFound()
  if (!canAmend(actor, await territoryScopes(services.db, resolution.territoryId))) throw notAllowed()
  const { t } = view
  const items = await standing(c, id)
  const perItem = items.flatMap(({ item, text }) => [
    [`text-${item.id}`, t("amend.text_of", { path: item.path }), text],
    [`deadline-${item.id}`, t("item.field.deadline"), item.deadline ? shortDate(item.deadline, view.locale) : ""],
    [`term-${item.id}`, t("item.field.term"), item.term],
    [`removed-${item.id}`, t("amend.remove"), ""],
  ])
  const labels: Record<string, string> = {
    amendedOn: t("amend.date"),
    reason: t("amend.reason"),
    ...Object.fromEntries(perItem.map(([name, label]) => [name!, label!])),
    "added-text": t("draft.piece.text"),
    "added-after": t("amend.added.after"),
    "added-names": t("item.field.addressees"),
    "added-force": t("item.field.force"),
    "added-deadline": t("item.field.deadline"),
    "added-term": t("item.field.term"),
  }
  const values = typed ?? {
    amendedOn: shortDate(view.today, view.locale),
    ...Object.fromEntries(perItem.map(([name, , value]) => [name!, value!])),
    "added-force": "recommend",
  }
  const form = { view, errors, labels, values }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("amend.title")}
      crumbs={[{ href: `/resolutions/${id}`, label: resolution.title }]}
      state={t("amend.what")}
    >
      <Form
        form={form}
        action={`/resolutions/${id}/amendments`}
        draft={`amend-${id}`}
        buttons={<Button kind="primary">{t("amend.do")}</Button>}
      >
        <DateField {...field(form, "amendedOn")} required />
        <TextArea {...field(form, "reason")} rows={2} required hint={t("amend.reason_hint")} />
        {items.map(({ item, text }) => (
          <details class="text-around" open={Object.keys(errors).some((name) => name.endsWith(`-${item.id}`))}>
            <summary>
              {item.path}. {text.length > 110 ? `${text.slice(0, 110)}…` : text}
            </summary>
            <FieldGroup legend={t("item.one", { path: item.path })}>
              <TextArea {...field(form, `text-${item.id}`)} rows={Math.min(12, 2 + Math.ceil(text.length / 60))} />
              {item.type === "item" && (
                <>
                  <DateField {...field(form, `deadline-${item.id}`)} />
                  <TextField {...field(form, `term-${item.id}`)} />
                  <Checkbox {...field(form, `removed-${item.id}`)} />
                </>
              )}
            </FieldGroup>
          </details>
        ))}
        <details
          class="text-around"
          open={Boolean(typed?.["added-text"]) || Object.keys(errors).some((name) => name.startsWith("added-"))}
        >
          <summary>{t("amend.added")}</summary>
          <FieldGroup legend={t("amend.added")} hint={t("amend.added.hint")}>
            <TextArea {...field(form, "added-text")} rows={3} />
            <SelectField
              {...field(form, "added-after")}
              empty={t("amend.added.end")}
              options={items.map(({ item, text }) => ({
                value: String(item.id),
                label: t(item.type === "block" ? "amend.added.in_block" : "amend.added.after_item", {
                  path: item.path,
                  text: text.length > 60 ? `${text.slice(0, 60)}…` : text,
                }),
              }))}
            />
            <TextArea {...field(form, "added-names")} rows={2} hint={t("amend.added.names_hint")} />
            <SelectField
              {...field(form, "added-force")}
              options={forces
                .filter((force) => force !== "endorse")
                .map((force) => ({ value: force, label: forceLabel(t, force) }))}
            />
            <DateField {...field(form, "added-deadline")} />
            <TextField {...field(form, "added-term")} />
          </FieldGroup>
        </details>
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** Only what differs from the present state goes into the amendment. */
async function changesIn(c: Ctx, id: number, typed: Record<string, string>) {
  const items = await standing(c, id)
  return items.flatMap(({ item, text }) => {
    if (typed[`removed-${item.id}`] === "yes") return [{ itemId: item.id, field: "removed", after: "" }]
    const deadline = typed[`deadline-${item.id}`] ?? ""
    const now = [
      {
        itemId: item.id,
        field: "text",
        before: text,
        after: (typed[`text-${item.id}`] ?? text).replace(/\r\n/g, "\n"),
      },
      ...(item.type === "item"
        ? [
            {
              itemId: item.id,
              field: "deadline",
              before: item.deadline ?? "",
              after: deadline && (understandDay(deadline, c.var.view.today) ?? deadline),
            },
            { itemId: item.id, field: "term", before: item.term, after: typed[`term-${item.id}`] ?? item.term },
          ]
        : []),
    ]
    return now
      .filter((x) => x.before !== x.after)
      .map(({ itemId, field: name, after }) => ({ itemId, field: name, after }))
  })
}

/** The item to be added, when anything of it was typed. */
function addedIn(typed: Record<string, string>, today: string) {
  const given = (name: string) => typed[`added-${name}`]?.replace(/\r\n/g, "\n") ?? ""
  if (!["text", "names", "deadline", "term"].some((name) => given(name))) return []
  const deadline = given("deadline")
  return [
    {
      text: given("text"),
      after: Number(given("after")) || null,
      names: given("names")
        .split("\n")
        .map((name) => name.trim())
        .filter(Boolean),
      force: given("force"),
      deadline: deadline ? (understandDay(deadline, today) ?? deadline) : null,
      term: given("term"),
    },
  ]
}

/** Pages that change an adopted resolution by a dated amendment. */
export function amendPages(app: Pages) {
  app.get("/resolutions/:id{[0-9]{1,15}}/amendments/new", (c) => draw(c))
  app.post("/resolutions/:id{[0-9]{1,15}}/amendments", async (c) => {
    const form = await formOf(c)
    const typed = Object.fromEntries(Object.keys(form).map((name) => [name, textOf(form, name)]))
    const id = Number(c.req.param("id"))
    const changes = await changesIn(c, id, typed)
    const added = addedIn(typed, c.var.view.today)
    if (!changes.length && !added.length) return draw(c, typed, { "": { key: "amend.nothing_changed" } })
    try {
      const amendedOn = understandPastDay(typed.amendedOn ?? "", c.var.view.today) ?? typed.amendedOn
      await act(c, amendResolution, { id, amendedOn, reason: typed.reason, changes, added }, typed.key)
    } catch (err) {
      const named = (fields: Record<string, Saying>) =>
        Object.fromEntries(
          Object.entries(fields).map(([name, said]) => [name.replace(/^added\.0\.(\w+).*/, "added-$1"), said]),
        )
      if (err instanceof InvalidInput) return draw(c, typed, named(err.fields))
      throw err
    }
    return goTo(c, `/resolutions/${id}`, "amend.done")
  })
}
