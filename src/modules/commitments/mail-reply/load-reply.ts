import { type ItemLine, itemLines, numberOf } from "#modules/deliberation/public.ts"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { type Attachment, attachmentsOf } from "#platform/files/attachment.store.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { actsOf, type Request, requestsOfRecipient, waitingOf } from "../request/request.store.ts"
import { type AnswerKind, answerKinds, possible } from "../request/request.ts"
import { type Guess, guessReply } from "./guess-reply.ts"
import { canHandle } from "./reply.policy.ts"
import { type MailReply, replyById } from "./reply.store.ts"

/** A request that an answer may be about, with what its addressee may say now. */
export type Offered = { request: Request; line: ItemLine | undefined; kinds: AnswerKind[] }

/** An answer by e-mail with what its page is drawn from. */
export type WholeReply = {
  reply: MailReply
  files: Attachment[]
  /** Requests of the recipient that something can be said about. */
  offered: Offered[]
  guess: Guess
}

/** The number of an item as letters name it: «3» for «3.». */
export const plainNumber = (line: ItemLine | undefined) => (line ? numberOf(line).replace(/\.$/, "") : "")

/**
 * The answer of the address, for whoever may handle it.
 * @throws Refusal 403, 404
 */
export async function loadReply(c: Ctx, id = Number(c.req.param("id"))): Promise<WholeReply> {
  const { services, actor } = c.var
  const { db } = services
  if (!staffSomewhere(actor)) throw notAllowed()
  const reply = await replyById(db, id)
  if (!reply) throw notFound()
  if (!canHandle(actor, await territoryScopes(db, reply.territoryId))) throw notAllowed()
  const requests = await requestsOfRecipient(db, reply.recipientId)
  const lines = await itemLines(
    db,
    requests.map((request) => request.itemId),
  )
  const acts = Map.groupBy(
    await actsOf(
      db,
      requests.map((request) => request.id),
    ),
    (act) => act.requestId,
  )
  const offered = requests.map((request) => {
    const waiting = waitingOf(acts.get(request.id) ?? [])
    return {
      request,
      line: lines.get(request.itemId),
      kinds: answerKinds.filter((kind) => possible(kind, request, waiting)),
    }
  })
  return {
    reply,
    files: await attachmentsOf(db, { kind: "mail_reply", id }),
    offered: offered.filter((one) => one.kinds.length > 0),
    guess: guessReply(reply, reply.onDay),
  }
}

/** Kinds of answer that are possible for any of the requests, in the order of forms. */
export const kindsOf = ({ offered }: WholeReply): AnswerKind[] =>
  answerKinds.filter((kind) => offered.some((one) => one.kinds.includes(kind)))

/** Requests that such an answer can be about. */
export const fitting = ({ offered }: WholeReply, kind: AnswerKind): Offered[] =>
  offered.filter((one) => one.kinds.includes(kind))

/** The requests meant, as far as it can be told: the only one, or those whose items the letter names. */
export function proposed(loaded: WholeReply, kind: AnswerKind): number[] {
  const all = fitting(loaded, kind)
  const meant = all.length === 1 ? all : all.filter((one) => loaded.guess.items.includes(plainNumber(one.line)))
  return meant.map((one) => one.request.id)
}
