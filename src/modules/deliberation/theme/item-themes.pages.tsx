import { territoryScopes } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { SelectField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty } from "#ui/list.tsx"
import { itemsOf, textsInForce } from "../item/item.store.ts"
import { numberOf } from "../labels.ts"
import { canDraft, canTheme } from "../resolution/resolution.policy.ts"
import { loadResolution } from "../resolution/resolution.store.ts"
import { offerThemes } from "./offer-themes.ts"
import { setThemes } from "./set-themes.ts"
import { allThemes } from "./theme.store.ts"
import { themeName } from "./theme.ts"

const address = "/resolutions/:id{[0-9]{1,15}}/themes"
const nameOf = (id: number) => `theme-${id}`
const shortened = (text: string) => (text.length <= 200 ? text : `${text.slice(0, 200).replace(/\s+\S*$/, "")}…`)

async function draw(c: Ctx, typed?: Record<string, string>, errors: Record<string, Saying> = {}) {
  const { view, services, actor } = c.var
  if (!canDraft(actor)) throw notAllowed()
  const { db } = services
  const id = Number(c.req.param("id"))
  const resolution = await loadResolution(db, id)
  if (!resolution?.adoptedOn) throw notFound()
  if (!canTheme(actor, await territoryScopes(db, resolution.territoryId))) throw notAllowed()
  const all = (await itemsOf(db, id)).filter((item) => !item.removedBy)
  const later = await textsInForce(
    db,
    all.map((item) => item.id),
  )
  const themes = await allThemes(db)
  const inForce = all.map((item) => ({ ...item, text: later.get(item.id) ?? item.text }))
  const read = inForce.filter((item) => item.type === "item")
  const offered = await offerThemes(c, read, themes)
  const { t } = view
  const labelled = read.map((item) => [
    nameOf(item.id),
    `${numberOf(item).replace(/\.$/, "")}. ${shortened(item.text)}`,
  ])
  const form = {
    view,
    errors,
    labels: Object.fromEntries(labelled) as Record<string, string>,
    values:
      typed ??
      Object.fromEntries(read.map((item) => [nameOf(item.id), item.theme?.id ?? offered.get(item.id)?.themeId ?? ""])),
  }
  const options = themes.map((theme) => ({ value: String(theme.id), label: themeName(theme, view.locale) }))
  return c.html(
    <Page
      view={view}
      narrow
      title={t("theme.of_items")}
      crumbs={[{ href: `/resolutions/${id}`, label: resolution.title }]}
      state={t("theme.offered", { count: offered.size })}
    >
      {read.length ? (
        <Form
          form={form}
          action={`/resolutions/${id}/themes`}
          buttons={<Button kind="primary">{t("theme.save", { count: read.length })}</Button>}
        >
          {inForce.map((item) => {
            if (item.type === "block") return <h2>{[item.label, item.text].filter(Boolean).join(" ")}</h2>
            const offer = offered.get(item.id)
            return (
              <SelectField
                {...field(form, nameOf(item.id))}
                empty={t("theme.none")}
                options={options}
                {...(offer && { hint: t(`theme.by_${offer.by}`) })}
              />
            )
          })}
        </Form>
      ) : (
        <Empty title={t("theme.nothing")} why={t("theme.nothing.why")} />
      )}
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** What the items of a resolution are about: every item with a choice, what is likely chosen already. */
export function itemThemesPages(app: Pages) {
  app.get(address, (c) => draw(c))
  app.post(address, async (c) => {
    const form = await formOf(c)
    const typed = Object.fromEntries(Object.keys(form).map((name) => [name, textOf(form, name)]))
    const themes = Object.entries(typed).flatMap(([name, value]) => {
      const itemId = /^theme-(\d{1,15})$/.exec(name)?.[1]
      return itemId ? [{ itemId: Number(itemId), themeId: Number(value) || null }] : []
    })
    const id = c.req.param("id")
    const done = await attempt(act(c, setThemes, { id, themes }, typed.key))
    if ("value" in done) return goTo(c, `/resolutions/${id}`, "theme.saved_items", { count: done.value.changed })
    return draw(c, typed, done.errors)
  })
}
