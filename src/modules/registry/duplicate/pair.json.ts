import { z } from "@hono/zod-openapi"
import { keysetQuery } from "#platform/http/openapi.ts"
import { pairStates } from "./shelf.ts"

/** What the API says of a pair besides its two cards. */
export const pairFields = {
  score: z.int().openapi({ description: "How alike, 0–100" }),
  because: z.array(
    z.object({
      why: z.string().openapi({ description: "name, phone, email, identifier, …" }),
      percent: z.int().optional().openapi({ description: "How alike the names are" }),
      kind: z.string().optional().openapi({ description: "Of the identifier" }),
    }),
  ),
  state: z.enum(pairStates),
  reason: z.string().openapi({ description: "Why they are different, when somebody said so" }),
}

/** How a list of pairs is asked for. */
export const pairQuery = z.object({
  state: z.enum(pairStates).default("open"),
  after: z.string().max(100).optional().openapi({ description: "`next` of the part before" }),
  limit: keysetQuery.shape.limit,
})
