import { allTerritories, asTree, partyNames } from "#modules/registry/public.ts"
import { administrator } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { SelectField, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { invitationTo } from "../staff/invitation-letter.ts"
import { addCentre } from "./add-centre.ts"
import { mayInviteCentres } from "./centre.policy.ts"
import { allCentres } from "./centre.store.ts"
import { centreKinds } from "./centre.ts"

const names = ["name", "kind", "territoryId", "territoryName", "parentId", "slug", "email"] as const
type Typed = Record<(typeof names)[number], string>

async function draw(c: Ctx, typed?: Typed, errors: Record<string, Saying> = {}) {
  const { view, services, actor } = c.var
  const { t } = view
  const all = await allCentres(services.db)
  if (!mayInviteCentres(actor, all)) throw notAllowed()
  const flagships = all.filter(({ kind, closedOn }) => kind === "flagship" && closedOn === null)
  const parties = await partyNames(
    services.db,
    flagships.map(({ partyId }) => partyId),
  )
  const taken = all.flatMap(({ territoryId, closedOn }) => (closedOn === null && territoryId ? [territoryId] : []))
  const territories = asTree(await allTerritories(services.db))
  const kinds = centreKinds.filter((kind) => kind !== "flagship" || administrator(actor))
  const first = flagships[0]
  const begin = { kind: first ? "municipal" : kinds[0]!, parentId: first ? String(first.id) : "" }
  const labels = Object.fromEntries(names.map((name) => [name, t(`centre.new.${name}`)])) as Typed
  const form = { view, labels, values: typed ?? begin, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("centre.new.title")}
      crumbs={[{ href: "/centres", label: t("centre.list") }]}
      state={t("centre.new.what")}
    >
      <Form
        form={form}
        action="/centres/new"
        buttons={
          <>
            <Button kind="primary">{t("centre.new.send")}</Button>
            <LinkButton href={view.href("/centres")}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <TextField {...field(form, "name")} required maxlength={500} hint={t("centre.new.name.hint")} />
        <RadioCards
          {...field(form, "kind")}
          required
          choices={kinds.map((kind) => ({
            value: kind,
            label: t(`centre.kind.${kind}`),
            hint: t(`centre.kind.${kind}.what`),
          }))}
        />
        {flagships.length > 0 && (
          <SelectField
            {...field(form, "parentId")}
            {...(administrator(actor) && { empty: t("centre.new.no_parent") })}
            options={flagships.map((one) => ({
              value: String(one.id),
              label: parties.get(one.partyId)?.name ?? "",
            }))}
          />
        )}
        <SelectField
          {...field(form, "territoryId")}
          empty={t("centre.new.no_territory")}
          hint={t("centre.new.territory.hint")}
          options={territories.map(({ id, name, depth }) => ({
            value: String(id),
            label: `${"\u2003".repeat(depth)}${name}`,
            disabled: taken.includes(id),
          }))}
        />
        <TextField {...field(form, "territoryName")} maxlength={200} hint={t("centre.new.territoryName.hint")} />
        <TextField
          {...field(form, "email")}
          type="email"
          exact
          required
          maxlength={254}
          hint={t("centre.new.email.hint")}
        />
        <TextField {...field(form, "slug")} exact width="medium" maxlength={40} hint={t("centre.slug.hint")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** `/centres/new`: a name, a territory and the e-mail of its head make a centre. */
export function newPages(app: Pages) {
  app.get("/centres/new", (c) => draw(c))
  app.post("/centres/new", async (c) => {
    const form = await formOf(c)
    const typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Typed
    const { email, territoryId, parentId, ...rest } = typed
    const input = {
      ...rest,
      territoryId: Number(territoryId) || null,
      parentId: Number(parentId) || null,
      invitation: invitationTo(c, email, typed.name, true),
      today: c.var.view.today,
    }
    const done = await attempt(act(c, addCentre, input, textOf(form, "key")))
    if ("value" in done) return goTo(c, `/centres/${done.value.slug}`, "centre.new.done", { email })
    const errors = Object.fromEntries(
      Object.entries(done.errors).map(([name, saying]) => [name.replace(/^invitation\./, ""), saying]),
    )
    return draw(c, typed, errors)
  })
}
