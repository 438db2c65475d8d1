import { InvalidInput } from "#platform/refusal.ts"
import type { Services } from "#platform/services.ts"
import { announcedEvents } from "./announced-events.ts"
import { hostOf, isPrivateHost } from "./private-network.ts"

/**
 * What a command cannot know: which events there are, and whether the inner network is open. An address that is
 * private by DNS only is refused when something is sent.
 *
 * @throws InvalidInput
 */
export function checkWebhook(
  { config, modules }: Pick<Services, "config" | "modules">,
  { url, events }: { url?: string | undefined; events?: string[] | null | undefined },
): void {
  const trimmed = url?.trim() ?? ""
  const isOpen = config.WEBHOOKS_PRIVATE === "yes"
  if (!isOpen && URL.canParse(trimmed) && isPrivateHost(hostOf(new URL(trimmed))))
    throw new InvalidInput({ url: { key: "webhooks.url.private" } })
  const known = new Set(announcedEvents(modules).flatMap((m) => m.events.map(({ name }) => name)))
  const stranger = events?.find((name) => !known.has(name))
  if (stranger !== undefined)
    throw new InvalidInput({ events: { key: "webhooks.events.unknown", params: { name: stranger } } })
}
