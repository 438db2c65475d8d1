import { z } from "@hono/zod-openapi"
import { type Centre, centreKinds } from "./centre.ts"

/** A centre in the API. */
export const openCentreJson = z
  .object({
    id: z.int(),
    slug: z.string().openapi({ description: "The end of the address of its page: /centres/{slug}" }),
    name: z.string(),
    kind: z.enum(centreKinds),
    bodyId: z.int().openapi({ description: "Its card in the registry" }),
    territoryId: z.int().nullable(),
    parentId: z.int().nullable().openapi({ description: "The flagship centre that it belongs to" }),
    about: z.string(),
    contacts: z.string(),
    openedOn: z.iso.date(),
    closedOn: z.iso.date().nullable(),
    closedWhy: z.string(),
    staff: z
      .array(z.object({ name: z.string(), post: z.string() }))
      .openapi({ description: "Those who agreed to be named" }),
  })
  .openapi("Centre")

export const centreJson = (
  { partyId, ...centre }: Centre,
  name: string,
  staff: { name: string; post: string }[],
): z.output<typeof openCentreJson> => ({
  ...centre,
  name,
  bodyId: partyId,
  staff: staff.map((one) => ({ name: one.name, post: one.post })),
})
