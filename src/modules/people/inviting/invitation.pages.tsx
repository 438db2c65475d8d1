import { allTerritories } from "#modules/registry/public.ts"
import { staff, staffSomewhere, userIdOf } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import { locales } from "#platform/i18n.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { siteOf } from "#platform/site.ts"
import { checkList } from "./check-list.ts"
import { listInvitations } from "./invitation.store.ts"
import { InvitationListPage } from "./invitation-list.page.tsx"
import { InviteFormPage, PreviewPage } from "./invite.page.tsx"
import { invitePeople } from "./invite-people.ts"
import { lineLimit, readList } from "./read-list.ts"

const pageSize = 50

const needStaff = (c: Ctx) => {
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
}

async function list(c: Ctx) {
  needStaff(c)
  const { view, actor, services } = c.var
  const after = Number(c.req.query("after")) || undefined
  const by = staff(actor) ? undefined : (userIdOf(actor) ?? undefined)
  const found = await listInvitations(services.db, { by, after, limit: pageSize + 1 })
  return c.html(
    <InvitationListPage
      view={view}
      invitations={found.slice(0, pageSize)}
      now={services.clock.now()}
      first={after !== undefined}
      more={found.length > pageSize}
    />,
  )
}

type Typed = { list: string; territoryId: string }

async function draw(c: Ctx, typed?: Typed, errors: Record<string, Saying> = {}) {
  needStaff(c)
  const { actor, services, view } = c.var
  const territories = await allTerritories(services.db)
  const own =
    actor.kind === "user" && !staff(actor) ? actor.grants.find(({ scope }) => scope.kind === "territory") : null
  const mine = own?.scope.kind === "territory" ? String(own.scope.id) : ""
  return c.html(
    <InviteFormPage view={view} {...{ territories, errors }} typed={typed ?? { list: "", territoryId: mine }} />,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function send(c: Ctx) {
  needStaff(c)
  const { actor, services, view } = c.var
  const form = await formOf(c)
  const typed: Typed = { list: textOf(form, "list"), territoryId: textOf(form, "territoryId") }
  const lines = readList(typed.list)
  if (!lines.length) return draw(c, typed, { list: { key: "invalid.required" } })
  if (lines.length > lineLimit)
    return draw(c, typed, { list: { key: "people.invitation.too_many", params: { limit: lineLimit } } })
  const says = locales.map((locale) => services.translator.say[locale])
  const checked = await checkList(services.db, actor, lines, { says, today: view.today })
  const good = checked.filter(({ why }) => !why)
  const preview = (errors: Record<string, Saying> = {}) =>
    c.html(<PreviewPage view={view} {...{ checked, typed, errors }} />, Object.keys(errors).length ? 422 : 200)
  if (textOf(form, "do") !== "send" || !good.length) return preview()
  const people = good.map(({ name, email, role, party, person }) => ({
    ...name,
    email,
    role,
    partyId: party?.id ?? null,
    personId: person?.id ?? null,
  }))
  const input = { people, territoryId: Number(typed.territoryId) || null, site: siteOf(services) }
  const done = await attempt(act(c, invitePeople, input, textOf(form, "key")))
  if ("errors" in done) return draw(c, typed, done.errors)
  return goTo(c, "/people/invitations", "people.invitation.sent", { count: done.value.sent })
}

/** «Приглашения»: a pasted list is looked through, then sent; where each invitation stands. */
export function invitationPages(app: Pages) {
  app.get("/people/invitations", list)
  app.get("/people/invitations/new", (c) => draw(c))
  app.post("/people/invitations/new", send)
}
