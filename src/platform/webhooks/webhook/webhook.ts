import { z } from "zod"

/** A full address over HTTP; a password in it would be shown on pages and kept in the clear. */
const address = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .refine((text) => {
    const url = URL.canParse(text) ? new URL(text) : null
    return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password
  }, "webhooks.url.wrong")

/** What an administrator says of a webhook. */
export const webhookFields = {
  name: z.string().trim().min(1).max(100),
  url: address,
  events: z.array(z.string().max(100)).min(1, "webhooks.events.none").max(1000).nullable(),
}

/** Fields whose old and new values the journal keeps. An address may hold the receiver's key, so it is not among them. */
export const told = ({ name, events }: { name: string; events: string[] | null }) => ({
  name,
  events: events?.join(", ") ?? "all",
})
