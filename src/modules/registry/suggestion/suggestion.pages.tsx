import { signedIn } from "#platform/actor.ts"
import { findAttachment } from "#platform/files/attachment.store.ts"
import { sendAttachment } from "#platform/files/send-attachment.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import { signedInOnly } from "#platform/http/signed-in-only.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { allDirections } from "../direction/direction.store.ts"
import { canKeepParty } from "../party/party.policy.ts"
import { partyById } from "../party/party.store.ts"
import { partyScopes } from "../party/party-scopes.ts"
import { decideSuggestion, withdrawSuggestion } from "./decide-suggestion.ts"
import { seesSuggestion } from "./suggestion.policy.ts"
import { suggestionById, valuesNow } from "./suggestion.store.ts"
import { suggestionList } from "./suggestion-list.pages.tsx"
import { SuggestionPage } from "./suggestion-page.tsx"

/** The suggestion of the address, for whoever sent it and whoever keeps the card. */
export async function openedSuggestion(c: Ctx) {
  const { services, actor } = c.var
  const { db } = services
  if (!signedIn(actor)) throw notAllowed()
  const suggestion = await suggestionById(db, Number(c.req.param("id")))
  const party = suggestion && (await partyById(db, suggestion.partyId))
  if (!suggestion || !party) throw notFound()
  const scopes = await partyScopes(db, party)
  if (!seesSuggestion(actor, suggestion, scopes)) throw notFound()
  return { suggestion, party, canDecide: canKeepParty(actor, scopes) && suggestion.state === "waiting" }
}

type Again = { accept?: string[]; remark?: string; errors?: Record<string, Saying> }

async function draw(c: Ctx, again: Again = {}) {
  const { db } = c.var.services
  const opened = await openedSuggestion(c)
  const [now, directions] = await Promise.all([valuesNow(db, opened.party), allDirections(db)])
  const status = again.errors ? 422 : 200
  return c.html(<SuggestionPage view={c.var.view} {...opened} {...{ now, directions }} {...again} />, status)
}

async function decide(c: Ctx) {
  const { suggestion } = await openedSuggestion(c)
  const form = await formOf(c)
  const whole = textOf(form, "do") === "whole"
  const chosen = [form.accept ?? []].flat().filter((value): value is string => typeof value === "string")
  const accept = whole
    ? suggestion.changes.map(({ field }) => field as string)
    : textOf(form, "do") === "part"
      ? chosen
      : []
  const remark = textOf(form, "remark")
  const input = { id: suggestion.id, accept, done: whole, remark, seen: textOf(form, "seen") }
  const done = await attempt(act(c, decideSuggestion, input, textOf(form, "key")))
  if ("errors" in done) return draw(c, { accept: chosen, remark, errors: done.errors })
  return goTo(c, `/suggestions/${suggestion.id}`, `suggestion.was.${done.value.state as "accepted"}`)
}

/** The suggested logo, for those who may see the suggestion. */
async function picture(c: Ctx) {
  const { suggestion } = await openedSuggestion(c)
  const logo = suggestion.changes.find(({ field }) => field === "logo")?.after
  const file = logo && (await findAttachment(c.var.services.db, logo))
  if (!file) throw notFound()
  return sendAttachment(c, file)
}

/** Suggestions: a list of what waits, each with what is and what would be, side by side. */
export function suggestionPages(app: Pages) {
  const one = "/suggestions/:id{[0-9]{1,15}}"
  app.get("/suggestions", signedInOnly, suggestionList)
  app.get(one, signedInOnly, (c) => draw(c))
  app.get(`${one}/logo`, picture)
  app.post(`${one}/decision`, decide)
  app.post(`${one}/withdrawal`, async (c) => {
    const done = await attempt(act(c, withdrawSuggestion, { id: c.req.param("id") }, textOf(await formOf(c), "key")))
    if ("errors" in done) return draw(c, { errors: done.errors })
    return goTo(c, `/suggestions/${c.req.param("id")}`, "suggestion.was.withdrawn")
  })
}
