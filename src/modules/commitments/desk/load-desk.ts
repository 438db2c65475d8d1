import { itemLines } from "#modules/deliberation/public.ts"
import { countPersonPairs } from "#modules/people/public.ts"
import { allTerritories, countPartyPairs, countSuggestions } from "#modules/registry/public.ts"
import type { Actor } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import { failedMails } from "#platform/delivery/failed-mail.ts"
import type { Ctx } from "#platform/http/env.ts"
import { waitingComments } from "../comment/comment.store.ts"
import { dayFrom } from "../listing/list-requests.store.ts"
import { type Alarm, alarms, type WaitingKind, waitingKinds } from "../listing/request-filter.ts"
import { countReplies, waitingReplies } from "../mail-reply/reply.store.ts"
import { loadRule } from "../rule/rule.store.ts"
import {
  actsByIds,
  alarmList,
  awaitedLetters,
  type FoundList,
  requestsByIds,
  requestsOfRecipients,
  unreachedList,
  waitingList,
} from "./desk.store.ts"
import { nowhere, type Reach, reaches } from "./reach.ts"

/** So many lines of each list stand on the desk; the rest is in the list of requests. */
const shown = 5
const comingDays = 28
const nothing: FoundList = { found: [], count: 0 }

/**
 * All that waits for an actor, each list out of its own index: reports and alarms where it controls, the rest where it
 * coordinates. Words of items and names come for the lines that are shown.
 */
export async function loadDesk(c: Ctx) {
  const { services, actor, view } = c.var
  const { db } = services
  const { staff, control } = reaches(actor, await allTerritories(db))
  const rule = await loadRule(db)
  const days = { today: view.today, silentDays: rule.silentDays, soonDays: rule.soonDays }
  const inside = (reach: Reach, list: Promise<FoundList>) => (nowhere(reach) ? nothing : list)
  const waiting = {} as Record<WaitingKind, FoundList>
  for (const kind of waitingKinds) {
    const reach = kind === "report" ? control : staff
    waiting[kind] = nowhere(reach) ? nothing : await waitingList(db, reach, kind, shown)
  }
  const ringing = {} as Record<Alarm, FoundList>
  for (const alarm of alarms)
    ringing[alarm] = nowhere(control) ? nothing : await alarmList(db, control, alarm, days, shown)
  const coming = await inside(control, alarmList(db, control, "soon", { ...days, soonDays: comingDays }, shown))
  const unreached = await inside(staff, unreachedList(db, staff, shown))
  const awaited = nowhere(staff) ? { letters: [], count: 0 } : await awaitedLetters(db, staff, view.today, shown)
  const replies = nowhere(staff)
    ? { found: [], count: 0 }
    : { found: await waitingReplies(db, staff, shown), count: await countReplies(db, staff, "waiting") }
  const comments = nowhere(staff) ? 0 : await waitingComments(db, staff)
  const cards = staff === "everywhere" ? staff : { territories: staff, parties: [] }
  const suggestions = nowhere(staff) ? 0 : await countSuggestions(db, cards)
  const alike = nowhere(staff) ? { parties: 0, people: 0 } : await countAlike(db, actor)
  const failed = nowhere(staff) ? [] : await lettersThatFailed(c, staff)
  const lists = [...Object.values(waiting), ...Object.values(ringing), coming, unreached]
  const found = lists.flatMap((list) => list.found)
  const requests = new Map(
    (
      await requestsByIds(
        db,
        found.map((one) => one.request),
      )
    ).map((one) => [one.id, one]),
  )
  const acts = new Map(
    (
      await actsByIds(
        db,
        found.flatMap((one) => one.act ?? []),
      )
    ).map((one) => [one.id, one]),
  )
  const items = await itemLines(
    db,
    [...requests.values()].map((one) => one.itemId),
  )
  return {
    ...{
      waiting,
      ringing,
      coming,
      unreached,
      awaited,
      failed,
      replies,
      comments,
      suggestions,
      alike,
      requests,
      acts,
      items,
      days,
    },
    /** Whether the actor coordinates: only then reminders and letters are its business. */
    coordinates: !nowhere(staff),
    until: dayFrom(view.today, comingDays),
  }
}

/** Pairs of cards that may be one; counting stops where nobody looks at each. */
const countAlike = async (db: Db, actor: Actor) => ({
  parties: await countPartyPairs(db, actor, manyAlike),
  people: await countPersonPairs(db, actor, manyAlike),
})
const manyAlike = 500

export type Desk = Awaited<ReturnType<typeof loadDesk>>

/** Letters to addressees that did not arrive, of those whom the actor writes to. */
async function lettersThatFailed({ var: { services } }: Ctx, reach: Reach) {
  const mails = await failedMails(services.db, "answer-", 50)
  const recipientOf = (route: string) => Number(route.slice("answer-".length))
  const own = await requestsOfRecipients(
    services.db,
    reach,
    mails.map((mail) => recipientOf(mail.route)),
  )
  const byRecipient = new Map(own.map((one) => [one.recipientId, one]))
  return mails.flatMap((mail) => {
    const request = byRecipient.get(recipientOf(mail.route))
    return request ? [{ ...mail, request }] : []
  })
}
