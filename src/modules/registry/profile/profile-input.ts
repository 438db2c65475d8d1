import { z } from "zod"
import { email, line, lines } from "../party/party-input.ts"
import { linkLimit, readLink, writeLinks } from "./profile.ts"

const links = z
  .string()
  .max(5000)
  .transform((text, ctx) => {
    const given = text.split(/\r?\n/).filter((one) => one.trim())
    const found = given.map((one) => readLink(one))
    const wrong = found.findIndex((link) => !link)
    if (wrong >= 0 || given.length > linkLimit)
      ctx.addIssue({
        code: "custom",
        message: wrong >= 0 ? "profile.invalid.link" : "profile.invalid.too_many_links",
      })
    return writeLinks(found.flatMap((link) => link ?? []))
  })

/** What can be said of a party; what is absent stays as it is. `logo` is a file that was stored before, null takes it away. */
export const profileInput = {
  mission: line(300).optional(),
  about: lines(10_000).optional(),
  publicEmail: email.optional(),
  publicPhone: line(200).optional(),
  publicAddress: lines(500).optional(),
  openingHours: lines(500).optional(),
  links: links.optional(),
  logo: z.uuid().nullable().optional(),
  logoAlt: line(200).optional(),
}
