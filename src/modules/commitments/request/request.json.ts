import { z } from "@hono/zod-openapi"
import { numberOf } from "#modules/deliberation/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { WholeRequest } from "./load-request.ts"
import { openActs, openFiles } from "./open-acts.ts"
import type { Request } from "./request.store.ts"
import { answerKinds, decisionKinds, stages } from "./request.ts"

const day = z.iso.date().nullable()
const act = z.object({
  id: z.int(),
  kind: z.enum([...answerKinds, ...decisionKinds]),
  onDay: z.iso.date(),
  text: z.string(),
  termOn: day,
  term: z.string(),
  wording: z.string(),
  until: day,
  share: z.int().nullable(),
  links: z.array(z.string()),
  files: z.array(z.object({ name: z.string(), url: z.url() })),
  waits: z.boolean().openapi({ description: "A word of the centre is awaited" }),
  said: z
    .object({
      side: z.enum(["addressee", "centre"]),
      name: z.string(),
      post: z.string(),
      channel: z.string(),
      evidence: z.string(),
      theirNumber: z.string(),
      responsible: z.string(),
    })
    .nullable()
    .openapi({ description: "Who said it and how it came; null for others than the staff and controllers" }),
})

/** A request in a list of the API: everybody who may read the resolution reads it. */
export const requestLine = z
  .object({
    id: z.int(),
    recipientId: z.int().openapi({ description: "Who was asked in this resolution; the same for all its requests" }),
    addressee: z.string(),
    partyId: z.int().nullable(),
    role: z.enum(["lead", "joint"]),
    item: z.object({ id: z.int(), number: z.string(), text: z.string(), url: z.url() }),
    resolution: z.object({ id: z.int(), title: z.string(), url: z.url() }),
    parentId: z.int().nullable(),
    relation: z.enum(["handed_over", "part"]).nullable(),
    wording: z.string().openapi({ description: "Agreed in place of the words of the item; empty keeps those" }),
    stage: z.enum(stages),
    partly: z.boolean(),
    share: z.int(),
    termOn: day,
    term: z.string(),
    consideredUntil: day,
    askedOn: z.iso.date(),
    answeredOn: day,
    takenOn: day,
    releasedOn: day,
    url: z.url(),
  })
  .openapi("RequestLine")

/** A request in the API: its open part for everybody who may read the resolution, all of it for the staff. */
export const requestCard = requestLine.extend({ acts: z.array(act) }).openapi("RequestCard")

/** @param item the one that it is about */
export const requestLineJson = (
  baseUrl: string,
  request: Request,
  item: WholeRequest["item"],
): z.output<typeof requestLine> => ({
  id: request.id,
  recipientId: request.recipientId,
  addressee: request.addressee,
  partyId: request.partyId,
  role: request.role,
  item: { id: item.id, number: numberOf(item), text: item.text, url: `${baseUrl}/items/${item.id}` },
  resolution: {
    id: item.resolution.id,
    title: item.resolution.title,
    url: `${baseUrl}/resolutions/${item.resolution.id}`,
  },
  parentId: request.parentId,
  relation: request.relation,
  wording: request.wording,
  stage: request.stage,
  partly: request.partly,
  share: request.share,
  termOn: request.termOn,
  term: request.term,
  consideredUntil: request.consideredUntil,
  askedOn: request.askedOn,
  answeredOn: request.answeredOn,
  takenOn: request.takenOn,
  releasedOn: request.releasedOn,
  url: `${baseUrl}/requests/${request.id}`,
})

/** @returns what the reader of `loaded` may read of it */
export function requestJson(c: Ctx, loaded: WholeRequest): z.output<typeof requestCard> {
  const { baseUrl } = c.var.services
  const { request, item, acts, files, waiting, whole } = loaded
  const waits = new Set(waiting.map((one) => one.id))
  const byId = new Map(acts.map((one) => [one.id, one]))
  const readable = whole ? files : openFiles(acts, files)
  const shown = whole ? acts.map((one) => ({ ...one, waits: waits.has(one.id) })) : openActs(acts)
  return {
    ...requestLineJson(baseUrl, request, item),
    acts: shown.map(({ id, kind, onDay, text, termOn, term, wording, until, share, links, waits }) => ({
      ...{ id, kind, onDay, text, termOn, term, wording, until, share, links, waits },
      files: (readable.get(id) ?? []).map((file) => ({
        name: file.name,
        url: `${baseUrl}/requests/${request.id}/files/${file.id}`,
      })),
      said: whole ? saidBy(byId.get(id)!) : null,
    })),
  }
}

const saidBy = ({ side, name, post, channel, evidence, theirNumber, responsible }: WholeRequest["acts"][number]) => ({
  side,
  name,
  post,
  channel,
  evidence,
  theirNumber,
  responsible,
})
