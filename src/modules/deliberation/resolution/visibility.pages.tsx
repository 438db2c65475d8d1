import { territoryScopes } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { canAdopt, canDraft } from "./resolution.policy.ts"
import { loadResolution } from "./resolution.store.ts"
import { visibilities } from "./resolution.ts"
import { showResolution } from "./show-resolution.ts"

async function draw(c: Ctx) {
  const { view, services, actor } = c.var
  if (!canDraft(actor)) throw notAllowed()
  const id = Number(c.req.param("id"))
  const resolution = await loadResolution(services.db, id)
  if (!resolution?.adoptedOn) throw notFound()
  if (!canAdopt(actor, await territoryScopes(services.db, resolution.territoryId))) throw notAllowed()
  const { t } = view
  const form = {
    view,
    labels: { visibility: t("resolution.field.visibility") },
    values: { visibility: resolution.visibility },
  }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("resolution.act.show")}
      crumbs={[{ href: `/resolutions/${id}`, label: resolution.title }]}
    >
      <Form
        form={form}
        action={`/resolutions/${id}/visibility`}
        buttons={<Button kind="primary">{t("draft.piece.save")}</Button>}
      >
        <RadioCards
          {...field(form, "visibility")}
          choices={visibilities.map((v) => ({
            value: v,
            label: t(`resolution.visibility.${v}`),
            hint: t(`resolution.visibility.${v}.hint`),
          }))}
        />
      </Form>
    </Page>,
  )
}

/** Who may read an adopted resolution. */
export function visibilityPages(app: Pages) {
  app.get("/resolutions/:id{[0-9]{1,15}}/visibility", draw)
  app.post("/resolutions/:id{[0-9]{1,15}}/visibility", async (c) => {
    const form = await formOf(c)
    const id = c.req.param("id")
    await act(c, showResolution, { id, visibility: textOf(form, "visibility") }, textOf(form, "key"))
    return goTo(c, `/resolutions/${id}`, "resolution.shown")
  })
}
