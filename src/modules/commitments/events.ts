import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"
import { answerKinds, decisionKinds } from "./request/request.ts"

const id = z.number().int()

/** What commitments announces. Payloads carry ids and names of fields only. */
export const events = {
  "letterhead.changed": { payload: z.object({}), doc: "Who writes the letters, or their template, was changed." },
  "letter.resent": { payload: z.object({}), doc: "The letter of a request that did not arrive was sent again." },
  "letter.written": {
    payload: z.object({ request: id.nullable(), item: id.nullable() }),
    doc: "A letter to a third body entered the register, about a request or an item.",
  },
  "letter.received": {
    payload: z.object({ replyTo: id.nullable(), request: id.nullable() }),
    doc: "An incoming letter was registered; `replyTo` is the letter that it answers.",
  },
  "letter.attached": { payload: z.object({ files: z.number().int() }), doc: "Files were attached to a letter." },
  "resolution.asked": {
    payload: z.object({ requests: z.array(id), recipients: z.array(id) }),
    doc: "Addressees of a resolution were asked: one request per item and addressee.",
  },
  "request.answered": {
    payload: z.object({ act: id, item: id, kind: z.enum(answerKinds) }),
    doc: "An addressee said something about a request: received, accepted, declined, asked, reported and so on.",
  },
  "request.decided": {
    payload: z.object({ act: id, item: id, kind: z.enum(decisionKinds) }),
    doc: "The centre said its word about a request: agreed, refused, released, returned and so on.",
  },
  "rule.changed": { payload: z.object({}), doc: "How requests are watched was changed: days, sending, comparisons." },
  "reminder.sent": {
    payload: z.object({ mailed: z.int(), paper: z.int(), requests: z.int(), byHand: z.boolean() }),
    doc: "Letters of reminder were queued or set aside for printing, some hundred at most in one event.",
  },
  "reminder.printed": {
    payload: z.object({ letters: z.int(), moot: z.int() }),
    doc: "Letters of reminder on paper got their numbers; those that became moot were dropped.",
  },
  "request.planned": {
    payload: z.object({ item: id, count: z.number() }),
    doc: "Milestones of a commitment were set; those that are reached already stay.",
  },
  "request.step_finished": {
    payload: z.object({ item: id, step: id }),
    doc: "A milestone of a commitment was reached.",
  },
  "recipient.link_revoked": { payload: z.object({}), doc: "The link of a recipient was made worthless." },
  "recipient.link_renewed": { payload: z.object({}), doc: "A recipient got a new link; the one before opens nothing." },
  "execution.sent": {
    payload: z.object({ sending: id, on: z.iso.date(), count: z.number() }),
    doc: "The report on the execution of a resolution as of a day was sent to a list of recipients.",
  },
  "execution.received": {
    payload: z.object({ sending: id, recipient: id, by: z.enum(["link", "paper", "phone", "email", "meeting"]) }),
    doc: "A recipient of such a report confirmed that it came, by the link or through the coordinator.",
  },
  "request.split": {
    payload: z.object({ item: id, parts: z.array(id) }),
    doc: "A request was split into parts, each a request of its own.",
  },
} satisfies Record<string, EventSpec>
