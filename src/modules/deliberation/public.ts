/** The door of deliberation: what higher modules may call. */

export { loadDraft as draftOf } from "./draft/draft.store.ts"
export { draftResolution } from "./draft/draft-resolution.ts"
export { editDraft } from "./draft/edit-draft.ts"
export { loadLetterhead } from "./letter/letter.store.ts"
export { adoptResolution } from "./resolution/adopt-resolution.ts"
export { demoResolutions, removeDemoResolutions } from "./resolution/demo.store.ts"
export { visibleTo } from "./resolution/resolution.policy.ts"
export { listDrafts, listResolutions } from "./resolution/resolution.store.ts"
export type { Resolution, Visibility } from "./resolution/resolution.ts"
export { stateInWords } from "./resolution/resolution-list.page.tsx"
