import { z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import type { KeptProfile } from "./profile.store.ts"
import { linkName, readLinks } from "./profile.ts"

const link = z.object({ label: z.string(), address: z.url() })

/** A description in the API, for everybody. */
export const profileJson = z
  .object({
    version: z.int().openapi({ description: "0 while nobody has written anything" }),
    mission: z.string(),
    about: z.string().openapi({ description: "Plain text; an empty line parts paragraphs" }),
    publicEmail: z.string(),
    publicPhone: z.string(),
    publicAddress: z.string(),
    openingHours: z.string(),
    links: z.array(link),
    logo: z.object({ url: z.url(), alt: z.string() }).nullable(),
  })
  .openapi("Profile")

export const profileOut = (c: Ctx, profile: KeptProfile): z.output<typeof profileJson> => ({
  version: profile.version,
  mission: profile.mission,
  about: profile.about,
  publicEmail: profile.publicEmail,
  publicPhone: profile.publicPhone,
  publicAddress: profile.publicAddress,
  openingHours: profile.openingHours,
  links: readLinks(profile.links).map((one) => ({ label: linkName(one), address: one.address })),
  logo: profile.logo ? { url: `${c.var.services.baseUrl}/files/${profile.logo}`, alt: profile.logoAlt } : null,
})
