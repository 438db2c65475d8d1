import type { Module } from "#platform/module.ts"
import { sessionEvents } from "./events.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T0905_session_start.ts"
import * as signingIn from "./migrations/20261121T0910_session_signing_in.ts"
import { strengthPages } from "./password/strength.pages.ts"
import { welcomePages } from "./people/welcome.pages.tsx"
import { signInPages } from "./sign-in/sign-in.pages.tsx"

type SessionMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends SessionMessages {}
}

/** Accounts, rights and ways to sign in. */
export const session: Module = {
  name: "session",
  migrations: { "20261121T0905_session_start": start, "20261121T0910_session_signing_in": signingIn },
  messages: { ru, en },
  events: sessionEvents,
  pages(app) {
    signInPages(app)
    welcomePages(app)
    strengthPages(app)
  },
}
