import { attachmentsOf, attachmentsOfAll } from "#platform/files/attachment.store.ts"
import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound } from "#platform/refusal.ts"
import { milestonesOf } from "../milestone/milestone.store.ts"
import { actsOf, requestById, waitingOf } from "../request/request.store.ts"
import { type AnswerKind, answerKinds, possible } from "../request/request.ts"
import { understandTerm } from "../request/term.ts"
import { draftFiles } from "./keep-draft.ts"
import type { Link } from "./open-link.tsx"
import type { Typed } from "./typed-answer.ts"
import { type AskedItem, whatIsAsked } from "./what-is-asked.ts"
import { answersFirst, inWorkFirst } from "./words.ts"

/**
 * All that the page of one item needs. The number of the request comes from the address.
 * @throws Refusal 404 for a request of somebody else
 */
export async function loadItem(c: Ctx, { token, recipient }: Link, id = Number(c.req.param("request"))) {
  const { db } = c.var.services
  const asked = await whatIsAsked(db, recipient)
  const item = asked.items.find(({ request }) => request.id === id)
  if (!item) throw notFound()
  const said = await actsOf(db, [id])
  const files = await attachmentsOfAll(
    db,
    "act",
    said.map((act) => act.id),
  )
  const acts = await Promise.all(
    said.map(async (act) => ({
      ...act,
      files: files.get(String(act.id)) ?? [],
      to: act.handedTo === null ? "" : ((await requestById(db, act.handedTo))?.addressee ?? ""),
    })),
  )
  const waiting = waitingOf(said)
  const order = item.request.stage === "accepted" ? inWorkFirst : answersFirst
  return {
    base: `/answer/${token}`,
    here: `/answer/${token}/${id}`,
    addressee: recipient.addressee,
    asked,
    item,
    acts,
    waiting,
    kinds: order.filter((kind) => possible(kind, item.request, waiting)),
    milestones: await milestonesOf(db, id),
    draft: recipient.drafts[String(id)] as Typed | undefined,
    draftFiles: await attachmentsOf(db, draftFiles(id)),
    seen: said.at(-1)?.id ?? 0,
  }
}
export type LoadedItem = Awaited<ReturnType<typeof loadItem>>

/** What the form of an answer shows before anything is typed: the item's own term, and who answered the last time. */
export function prefilled(c: Ctx, { recipient }: Link, item: AskedItem, kind: AnswerKind): Typed {
  const { view } = c.var
  const day = item.request.termOn ?? item.deadline
  const standing = understandTerm(item.term, view.today)?.term ?? ""
  return {
    ...(kind !== "propose" &&
      kind !== "extend" && {
        term: day && day >= view.today ? longDate(day, view.locale) : standing,
      }),
    name: recipient.answererName,
    post: recipient.answererPost,
  }
}

export const isAnswerKind = (kind: string | undefined) => answerKinds.find((one) => one === kind)
