/** The door of deliberation: what higher modules may call. */

export { CarryDeed } from "./draft/carry-deed.tsx"
export { loadDraft as draftOf } from "./draft/draft.store.ts"
export { draftResolution } from "./draft/draft-resolution.ts"
export { editDraft } from "./draft/edit-draft.ts"
export { type ExportedItem, type Labels, languageOf } from "./export/exported-resolution.ts"
export { numberOf as exportedNumber, termOf as exportedTerm } from "./export/resolution-docx.ts"
export { directItem } from "./item/direct-item.ts"
export { itemsOf, loadItem, textsInForce } from "./item/item.store.ts"
export { type Addressee, type Item, stateOf } from "./item/item.ts"
export { type ItemLine, itemLines } from "./item/item-lines.ts"
export { type ItemForAsking, itemsForAsking } from "./item/items-for-asking.ts"
export { continuedAmong, type ItemOnDay, itemsOnDay, type OnDay } from "./item/items-on-day.ts"
export type { Standing, Standings } from "./item/standing.ts"
export { dueLabel, forceLabel, numberOf, roleLabel, said } from "./labels.ts"
export { adoptResolution } from "./resolution/adopt-resolution.ts"
export { demoResolutions, removeDemoResolutions } from "./resolution/demo.store.ts"
export { canAdopt, canSee, visibleTo } from "./resolution/resolution.policy.ts"
export {
  anyResolutionIn,
  listDrafts,
  listResolutions,
  loadResolution as resolutionById,
} from "./resolution/resolution.store.ts"
export type { Resolution, Visibility } from "./resolution/resolution.ts"
export { stateInWords } from "./resolution/resolution-list.page.tsx"
export { rssFeed } from "./resolution/rss.ts"
export { allThemes } from "./theme/theme.store.ts"
export { type Theme, themeName } from "./theme/theme.ts"
