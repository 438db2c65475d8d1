import { z } from "@hono/zod-openapi"
import type { Theme } from "./theme.ts"

export const openTheme = z
  .object({ id: z.int(), name: z.object({ ru: z.string(), en: z.string().openapi({ description: "May be empty" }) }) })
  .openapi("Theme")

/** A theme in the API. */
export const themeJson = ({ id, nameRu, nameEn }: Theme): z.output<typeof openTheme> => ({
  id,
  name: { ru: nameRu, en: nameEn },
})
