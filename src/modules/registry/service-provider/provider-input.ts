import { z } from "zod"
import { partyFields } from "../party/party-input.ts"
import { day, words } from "../status/status-input.ts"
import { prices, targets } from "./service-provider.ts"

const line = (limit: number) =>
  z
    .string()
    .max(limit)
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .default("")

/** How an organisation provides a service, as a form and the API give it. */
export const providerFields = {
  territoryId: z.number().int().positive().nullable().default(null),
  targets: z.array(z.enum(targets)).min(1, "invalid.required"),
  price: z.enum(prices, { error: "invalid.choice" }),
  priceNote: line(300),
  howToGet: line(1000),
  phone: line(120),
  address: line(300),
  capacity: line(200),
  from: day,
  until: day.nullable().default(null),
  proof: words,
  link: partyFields.site,
}
