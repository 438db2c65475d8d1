import type { Module } from "#platform/module.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T0907_search_start.ts"
import { searchApi } from "./search.api.ts"
import { searchPages } from "./search.pages.tsx"
import { upkeep } from "./upkeep.ts"

type SearchMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends SearchMessages {}
}

/** One index of everything that can be found: `indexDocument`, `search`, `similar`. */
export const search: Module = {
  name: "search",
  migrations: { "20261121T0907_search_start": start },
  messages: { ru, en },
  pages: searchPages,
  api: searchApi,
  jobs: [
    {
      name: "search-upkeep",
      schedule: "* * * * *",
      run: ({ db }) => upkeep(db),
    },
  ],
}
