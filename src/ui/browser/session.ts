import { cache } from "@hotwired/turbo"
import { forgetDrafts } from "./draft.ts"

const who = () => document.querySelector<HTMLMetaElement>('meta[name="session"]')?.content

/**
 * Signing out forgets what was typed. A page of a visitor after one of a user, whatever the reason, empties Turbo's
 * cache; drafts stay then, for a session may have run out while somebody was typing.
 */
export function forgetOnSignOut() {
  document.addEventListener("submit", ({ target }) => {
    if ((target as HTMLElement).matches("[data-forget]")) forgetDrafts()
  })
  let before = who()
  document.addEventListener("turbo:load", () => {
    const now = who()
    if (before === "user" && now !== "user") cache.clear()
    before = now
  })
}
