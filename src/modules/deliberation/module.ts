import type { Module } from "#platform/module.ts"
import { draftApi } from "./draft/draft.api.ts"
import { draftPages } from "./draft/draft.pages.tsx"
import { draftResolution } from "./draft/draft-resolution.ts"
import { dropDraft, editDraft, stepDraft } from "./draft/edit-draft.ts"
import { newPages } from "./draft/new.pages.tsx"
import { uploadApi } from "./draft/upload.api.ts"
import { events } from "./events.ts"
import exportEn from "./export/locales/en.json" with { type: "json" }
import exportRu from "./export/locales/ru.json" with { type: "json" }
import { directPages } from "./item/direct.pages.tsx"
import { directItem } from "./item/direct-item.ts"
import { itemApi } from "./item/item.api.ts"
import { partyReferences } from "./item/party-references.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T1010_deliberation_start.ts"
import * as count from "./migrations/20261121T1011_deliberation_count.ts"
import * as carried from "./migrations/20261121T1211_deliberation_carried.ts"
import * as theme from "./migrations/20261121T1212_deliberation_theme.ts"
import * as added from "./migrations/20261121T1213_deliberation_added.ts"
import readingEn from "./reading/locales/en.json" with { type: "json" }
import readingRu from "./reading/locales/ru.json" with { type: "json" }
import { adoptResolution } from "./resolution/adopt-resolution.ts"
import { amendResolution } from "./resolution/amend-resolution.ts"
import { askedOf } from "./resolution/asked.tsx"
import { decideApi } from "./resolution/decide.api.ts"
import { fileScopes } from "./resolution/file-scopes.ts"
import { resolutionApi } from "./resolution/resolution.api.ts"
import { resolutionPages } from "./resolution/resolution.pages.tsx"
import { showResolution } from "./resolution/show-resolution.ts"
import { addTheme } from "./theme/add-theme.ts"
import { cataloguePages } from "./theme/catalogue.pages.tsx"
import { itemThemesPages } from "./theme/item-themes.pages.tsx"
import { mergeThemes } from "./theme/merge-themes.ts"
import { removeTheme } from "./theme/remove-theme.ts"
import { renameTheme } from "./theme/rename-theme.ts"
import { setThemes } from "./theme/set-themes.ts"
import { themeApi } from "./theme/theme.api.ts"
import { canKeepThemes } from "./theme/theme.policy.ts"

type Texts = typeof ru
type ExportTexts = typeof exportRu
type ReadingTexts = typeof readingRu
declare module "#platform/i18n.ts" {
  interface Messages extends Texts, ExportTexts, ReadingTexts {}
}

/** From a text to adopted, public, searchable items; README.md says more. */
export const deliberation: Module = {
  name: "deliberation",
  migrations: {
    "20261121T1010_deliberation_start": start,
    "20261121T1011_deliberation_count": count,
    "20261121T1211_deliberation_carried": carried,
    "20261121T1212_deliberation_theme": theme,
    "20261121T1213_deliberation_added": added,
  },
  messages: { ru: { ...ru, ...exportRu, ...readingRu }, en: { ...en, ...exportEn, ...readingEn } },
  commands: [
    draftResolution,
    editDraft,
    stepDraft,
    dropDraft,
    adoptResolution,
    amendResolution,
    showResolution,
    directItem,
    setThemes,
    addTheme,
    renameTheme,
    mergeThemes,
    removeTheme,
  ],
  events,
  settings: [
    { group: "catalogues", href: "/settings/themes", label: "theme.list", icon: "tag", visible: canKeepThemes },
  ],
  menu: [{ href: "/resolutions", label: "resolution.menu", visible: () => true, order: 10 }],
  references: { party: partyReferences },
  answers: { "file.scopes": fileScopes },
  slots: { "party.asked": askedOf },
  pages(app) {
    newPages(app)
    draftPages(app)
    resolutionPages(app)
    directPages(app)
    itemThemesPages(app)
    cataloguePages(app)
  },
  api(api) {
    uploadApi(api)
    draftApi(api)
    resolutionApi(api)
    decideApi(api)
    itemApi(api)
    themeApi(api)
  },
}
