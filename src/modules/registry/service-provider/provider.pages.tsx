import { staffSomewhere } from "#platform/actor.ts"
import { understandDay, understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Confirm } from "#ui/confirm.tsx"
import { Page } from "#ui/frame.tsx"
import { canKeepParty, scopesOfParty } from "../party/party.policy.ts"
import { partyById, partyByName } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"
import { listOn } from "../service-list/service-list.store.ts"
import { entriesOf, versionsOf } from "../social-service/service.store.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { addProvider } from "./add-provider.ts"
import { editProvider } from "./edit-provider.ts"
import { providerById } from "./provider.store.ts"
import { type ProviderField, ProviderForm, providerNames } from "./provider-form.tsx"
import { daysSaid } from "./provider-words.ts"
import { removeProvider } from "./remove-provider.ts"

type Errors = Record<string, Saying>
type Typed = Partial<Record<ProviderField, string>>

/** A new provider: the organisation and the service may be given by the address. */
async function newForm(c: Ctx, typed?: Typed, chosen: string[] = [], errors: Errors = {}) {
  const { view, services, actor } = c.var
  const { t } = view
  if (!staffSomewhere(actor)) throw notAllowed()
  const list = await listOn(services.db, view.today)
  const given = Number(c.req.query("organisation")) || undefined
  const party = given && given < 1e15 ? await partyById(services.db, given) : undefined
  const shown = {
    title: t("provider.new"),
    action: "/services/providers",
    back: party ? addressOf(party) : "/services",
    crumbs: [{ href: "/services", label: t("service.register") }],
    services: list ? await entriesOf(services.db, list.number) : [],
    territories: await allTerritories(services.db),
    typed: typed ?? { organisation: party?.name ?? "", serviceId: c.req.query("service") ?? "" },
    chosen,
    errors,
  }
  return c.html(<ProviderForm view={view} {...shown} />, Object.keys(errors).length ? 422 : 200)
}

/** What was typed, and the same as the commands take it. */
async function typedOf(c: Ctx) {
  const form = await formOf(c)
  const typed = Object.fromEntries(providerNames.map((name) => [name, field(form, name)])) as Record<
    ProviderField,
    string
  >
  const chosen = [form.targets ?? []].flat().filter((value) => typeof value === "string")
  const { today } = c.var.view
  const { organisation: _, serviceId: __, ...rest } = typed
  const input = {
    ...rest,
    territoryId: Number(typed.territoryId) || null,
    targets: chosen,
    from: understandPastDay(typed.from, today) ?? typed.from,
    until: typed.until ? (understandDay(typed.until, today) ?? typed.until) : null,
  }
  return { typed, chosen, input, key: field(form, "key"), version: field(form, "version") }
}

async function add(c: Ctx) {
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
  const { typed, chosen, input, key } = await typedOf(c)
  const party = await partyByName(c.var.services.db, typed.organisation)
  if (party?.nature !== "organisation")
    return newForm(c, typed, chosen, { organisation: { key: "registry.status.no_institution" } })
  const ids = { organisation: party.id, serviceId: Number(typed.serviceId) || 0 }
  const done = await attempt(act(c, addProvider, { ...input, ...ids }, key))
  return "value" in done ? goTo(c, addressOf(party), "provider.was_added") : newForm(c, typed, chosen, done.errors)
}

/** The provider of the address, its organisation and what the service is called, for those who keep the organisation. */
async function kept(c: Ctx) {
  const { db } = c.var.services
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
  const provider = await providerById(db, Number(c.req.param("provider")))
  const party = provider && (await partyById(db, provider.partyId))
  if (!provider || !party) throw notFound()
  const path = pathUp(await allTerritories(db), party.territoryId)
  if (!canKeepParty(c.var.actor, scopesOfParty(party, scopesOfPath(path)))) throw notAllowed()
  const [named] = await versionsOf(db, provider.serviceId)
  const crumbs = [
    { href: "/organisations", label: c.var.view.t("registry.organisation.list") },
    { href: addressOf(party), label: party.shortName || party.name },
  ]
  return { provider, party, crumbs, service: named ? `${named.code}. ${named.name}` : "" }
}

async function editForm(c: Ctx, typed?: Typed, chosen?: string[], errors: Errors = {}, version?: string) {
  const { view, services } = c.var
  const { provider, party, crumbs, service } = await kept(c)
  const stored: Typed = {
    ...provider,
    serviceId: "",
    territoryId: String(provider.territoryId ?? ""),
    until: provider.until ?? "",
  }
  const shown = {
    title: service,
    action: `/services/providers/${provider.id}/edit`,
    back: addressOf(party),
    crumbs,
    services: [],
    territories: await allTerritories(services.db),
    typed: typed ?? stored,
    chosen: chosen ?? provider.targets,
    version: version ?? String(provider.version),
    errors,
  }
  return c.html(<ProviderForm view={view} {...shown} />, Object.keys(errors).length ? 422 : 200)
}

async function edit(c: Ctx) {
  const { provider, party } = await kept(c)
  const { typed, chosen, input, key, version } = await typedOf(c)
  const done = await attempt(act(c, editProvider, { ...input, id: provider.id, version: Number(version) }, key))
  if ("value" in done) return goTo(c, addressOf(party), "provider.was_saved")
  return editForm(c, typed, chosen, done.errors, version)
}

async function removal(c: Ctx) {
  const { view } = c.var
  const { t } = view
  const { provider, party, crumbs, service } = await kept(c)
  return c.html(
    <Page view={view} narrow title={t("provider.remove.title")} crumbs={crumbs}>
      <Confirm
        view={view}
        action={`/services/providers/${provider.id}/removal`}
        lost={[[service, daysSaid(view, provider), provider.proof].filter(Boolean).join(", ")]}
        undo={t("provider.remove.undo")}
        deed={t("provider.remove.deed")}
        back={addressOf(party)}
      />
    </Page>,
  )
}

/** Who provides which service: entered, corrected and taken away by those who keep the organisation. */
export function providerPages(app: Pages) {
  const one = "/services/providers/:provider{[0-9]{1,15}}"
  app.get("/services/providers/new", (c) => newForm(c))
  app.post("/services/providers", add)
  app.get(`${one}/edit`, (c) => editForm(c))
  app.post(`${one}/edit`, edit)
  app.get(`${one}/removal`, removal)
  app.post(`${one}/removal`, async (c) => {
    const { party } = await kept(c)
    const key = field(await formOf(c), "key")
    await act(c, removeProvider, { id: Number(c.req.param("provider")) }, key)
    return goTo(c, addressOf(party), "provider.was_removed")
  })
}
