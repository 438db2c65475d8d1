import { understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { History } from "#ui/history.tsx"
import { entriesOf } from "../social-service/service.store.ts"
import { ListPage } from "./list-page.tsx"
import { listAddress } from "./list-words.ts"
import { ListsPage } from "./lists-page.tsx"
import { canKeepLists } from "./service-list.policy.ts"
import { allLists } from "./service-list.store.ts"
import { differencesBetween, hindrances, inForceOn } from "./service-list.ts"

/** The versions that the reader may see: the draft is for those who keep the list. */
async function visibleLists(c: Ctx) {
  const canKeep = canKeepLists(c.var.actor)
  const lists = (await allLists(c.var.services.db)).filter(({ approvedAt }) => canKeep || approvedAt !== null)
  return { lists, canKeep }
}

async function versions(c: Ctx) {
  const { view } = c.var
  const { lists, canKeep } = await visibleLists(c)
  const typed = (c.req.query("on") ?? "").trim().slice(0, 60)
  const day = typed && understandPastDay(typed, view.today)
  const then = day ? inForceOn(lists, day) : undefined
  if (then) return c.redirect(view.href(listAddress(then)), 303)
  const error = typed ? view.t(day ? "service_list.none_then" : "invalid.date") : undefined
  const shown = { lists, canKeep, inForce: inForceOn(lists, view.today), on: { typed, error } }
  return c.html(<ListsPage view={view} {...shown} />)
}

/** One version; a draft with its deeds. */
async function one(c: Ctx) {
  const { view, services } = c.var
  const { lists, canKeep } = await visibleLists(c)
  const list = lists.find(({ number }) => number === Number(c.req.param("number")))
  if (!list) throw notFound()
  const entries = await entriesOf(services.db, list.number)
  const others = lists.filter(({ number, approvedAt }) => number !== list.number && approvedAt !== null)
  const against =
    others.find(({ number }) => number === Number(c.req.query("against"))) ??
    others.find(({ number }) => number < list.number)
  const than = against && {
    list: against,
    difference: differencesBetween(await entriesOf(services.db, against.number), entries),
  }
  const last = lists.find(({ approvedAt }) => approvedAt !== null)
  const history = canKeep && (
    <History
      view={view}
      subject="service_list"
      entries={await journalFor(services, c.var.actor, { kind: "service_list", id: list.number })}
    />
  )
  const shown = {
    list,
    entries,
    others,
    than,
    canKeep,
    history,
    inForce: inForceOn(lists, view.today)?.number === list.number,
    hindrances: list.approvedAt ? [] : hindrances(list, entries.length, last),
  }
  return c.html(<ListPage view={view} {...shown} />)
}

/** Versions of the list for everybody. */
export function serviceListPages(app: Pages) {
  app.get("/services/lists", forVisitors, versions)
  app.get("/services/lists/:number{[0-9]{1,9}}", forVisitors, one)
}
