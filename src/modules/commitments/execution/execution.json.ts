import { z } from "@hono/zod-openapi"
import { answerKinds, decisionKinds, stages } from "../request/request.ts"
import type { Report } from "./execution.ts"
import { itemNumber } from "./execution-words.ts"

const day = z.iso.date().nullable()
const openAct = z.object({
  kind: z.enum([...answerKinds, ...decisionKinds]),
  onDay: z.iso.date(),
  text: z.string(),
  termOn: day,
  term: z.string(),
  until: day,
  share: z.int().nullable(),
  links: z.array(z.string()),
  waits: z.boolean().openapi({ description: "Its words are shown after a look of the centre" }),
})
const requestThen = z.object({
  id: z.int(),
  addressee: z.string(),
  role: z.enum(["lead", "joint"]),
  relation: z.enum(["handed_over", "part"]).nullable(),
  wording: z.string(),
  stage: z.enum(stages),
  share: z.int(),
  termOn: day,
  term: z.string(),
  consideredUntil: day,
  askedOn: z.iso.date(),
  answeredOn: day,
  takenOn: day,
  releasedOn: day,
  acts: z.array(openAct),
})

/** The report on the execution of a resolution in the API. */
export const executionReport = z
  .object({
    on: z.iso.date(),
    known: z.iso.datetime().nullable().openapi({
      description: "With this in `?known=` the answer stays the same for ever; null before anybody was asked",
    }),
    figures: z.object({
      items: z.int(),
      asked: z.int(),
      answered: z.int(),
      inWork: z.int(),
      reported: z.int(),
      released: z.int(),
      declined: z.int(),
      overdue: z.int(),
    }),
    items: z.array(
      z.object({
        id: z.int(),
        number: z.string(),
        section: z.string().nullable(),
        text: z.string().openapi({ description: "The words in force on that day" }),
        deadline: day,
        term: z.string(),
        struck: z.boolean(),
        stage: z.enum(stages).nullable().openapi({ description: "null: nobody had been asked" }),
        requests: z.array(requestThen),
        notAsked: z.array(z.string()).openapi({ description: "Addressees whom nobody had asked by then" }),
      }),
    ),
  })
  .openapi("ExecutionReport")

/** @param latest when the last thing that the report may tell was written down */
export function executionJson(report: Report & { latest: Date | null }): z.output<typeof executionReport> {
  const { silent: _, ...figures } = report.figures
  return {
    on: report.on,
    known: (report.known ?? report.latest)?.toISOString() ?? null,
    figures: { items: report.items, ...figures },
    items: report.sections.flatMap(({ heading, items }) =>
      items.map((item) => ({
        id: item.id,
        number: itemNumber(item),
        section: heading,
        text: item.words,
        deadline: item.deadline,
        term: item.term,
        struck: item.struck,
        stage: item.standing?.stage ?? null,
        requests: item.rows.flatMap(({ request }) => (request ? [requestJson(request)] : [])),
        notAsked: item.rows.flatMap(({ addressee, request }) => (request ? [] : [addressee])),
      })),
    ),
  }
}

type Then = NonNullable<Report["sections"][number]["items"][number]["rows"][number]["request"]>

const requestJson = (request: Then): z.output<typeof requestThen> => ({
  id: request.id,
  addressee: request.addressee,
  role: request.role,
  relation: request.relation,
  wording: request.wording,
  stage: request.stage,
  share: request.share,
  termOn: request.termOn,
  term: request.term,
  consideredUntil: request.consideredUntil,
  askedOn: request.askedOn,
  answeredOn: request.answeredOn,
  takenOn: request.takenOn,
  releasedOn: request.releasedOn,
  acts: request.acts.map(({ kind, onDay, text, termOn, term, until, share, links, waits }) => {
    return { kind, onDay, text, termOn, term, until, share, links, waits }
  }),
})
