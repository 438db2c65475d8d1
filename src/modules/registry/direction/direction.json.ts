import { z } from "@hono/zod-openapi"
import type { Direction } from "./direction.ts"

/** A direction in the API. */
export const openDirection = z
  .object({ id: z.int(), name: z.object({ ru: z.string(), en: z.string().openapi({ description: "May be empty" }) }) })
  .openapi("Direction")

export const directionJson = ({ id, nameRu, nameEn }: Direction): z.output<typeof openDirection> => ({
  id,
  name: { ru: nameRu, en: nameEn },
})
