import { z } from "zod"
import { forVisitors } from "#platform/http/middleware.ts"
import type { Module } from "#platform/module.ts"
import { demoPages } from "./demo.pages.ts"
import { displayPages } from "./display.pages.tsx"
import { homePage } from "./home.page.tsx"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import { plantDemo, removeDemo } from "./plant-demo.ts"
import { privacyPage } from "./privacy/privacy.page.tsx"

type FrontMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends FrontMessages {}
}
declare module "#platform/slots.ts" {
  interface Slots {
    /** On the front page: what was promised and done lately. */
    "front.lately": Record<string, never>
  }
}

/** The front page, the panel «Вид», the demo world, what is kept about people. */
export const front: Module = {
  name: "front",
  migrations: {},
  messages: { ru, en },
  commands: [plantDemo, removeDemo],
  events: {
    "demo.planted": { payload: z.object({}), doc: "The example world was planted." },
    "demo.removed": { payload: z.object({}), doc: "The example world was taken away." },
  },
  pages(app) {
    app.get("/", forVisitors, homePage)
    app.get("/privacy", forVisitors, privacyPage)
    displayPages(app)
    demoPages(app)
  },
}
