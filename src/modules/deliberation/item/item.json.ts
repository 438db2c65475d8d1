import { z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { said } from "../labels.ts"
import { forces } from "../resolution/resolution.ts"
import { openTheme, themeJson } from "../theme/theme.json.ts"
import type { Amendment } from "./item.store.ts"
import { type Item, stateOf } from "./item.ts"
import { type Standing, stages } from "./standing.ts"

const states = ["struck", "closed", "unaddressed", "unsent"] as const
export const roles = ["lead", "joint", "class"] as const

/** An item or a block in the API, for everybody who may read its resolution. */
export const openItem = z
  .object({
    id: z.int(),
    resolutionId: z.int(),
    type: z.enum(["item", "block"]),
    path: z.string().openapi({ description: "Unique in the document: 3.4" }),
    label: z.string().openapi({ description: "The number as printed, possibly empty" }),
    depth: z.int(),
    parentId: z.int().nullable(),
    text: z.string().openapi({ description: "The words in force today" }),
    adoptedText: z.string().openapi({ description: "The words as adopted; they never change" }),
    force: z.enum(forces),
    deadline: z.iso.date().nullable(),
    term: z.string(),
    expectedResult: z.string(),
    state: z.enum(states).nullable().openapi({ description: "Where an item stands; null for a block" }),
    standing: z
      .object({ stage: z.enum(stages), word: z.string() })
      .nullable()
      .openapi({ description: "How far it has come after its addressees were asked; null when nobody was" }),
    closedAt: z.iso.datetime().nullable(),
    theme: openTheme.nullable(),
    addressees: z.array(
      z.object({
        name: z.string(),
        role: z.enum(roles),
        partyId: z.int().nullable().openapi({ description: "An organisation or a body of the registry" }),
        directed: z.boolean().openapi({ description: "Named by a later act, not by the text" }),
      }),
    ),
    url: z.url(),
  })
  .openapi("Item")

export const openAmendment = z
  .object({
    number: z.int(),
    amendedOn: z.iso.date(),
    reason: z.string(),
    changes: z.array(
      z.object({
        itemId: z.int(),
        field: z.enum(["text", "deadline", "term", "removed", "added"]),
        before: z.string(),
        after: z.string(),
      }),
    ),
  })
  .openapi("Amendment")

/** @param text the words in force */
export const itemJson = (
  c: Ctx,
  item: Item,
  text: string,
  standing: Standing | undefined,
): z.output<typeof openItem> => ({
  id: item.id,
  resolutionId: item.resolutionId,
  type: item.type,
  path: item.path,
  label: item.label,
  depth: item.depth,
  parentId: item.parentId,
  text,
  adoptedText: item.text,
  force: item.force,
  deadline: item.deadline,
  term: item.term,
  expectedResult: item.expectedResult,
  state: item.type === "item" ? stateOf(item) : null,
  standing: standing ? { stage: standing.stage, word: said(c.var.view, standing.word) } : null,
  closedAt: item.closedAt?.toISOString() ?? null,
  theme: item.theme && themeJson(item.theme),
  addressees: item.addressees.map(({ name, role, partyId, directionId }) => ({
    name,
    role,
    partyId,
    directed: directionId !== null,
  })),
  url: `${c.var.services.baseUrl}/items/${item.id}`,
})

export const amendmentJson = ({ number, amendedOn, reason, changes }: Amendment): z.output<typeof openAmendment> => ({
  number,
  amendedOn,
  reason,
  changes,
})
