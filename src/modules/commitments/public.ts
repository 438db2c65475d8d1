/** The door of commitments: what higher modules may call. */

export { loadLetterhead } from "./letter/letter.store.ts"
export { answerRequest } from "./request/answer-request.ts"
export { decideRequest } from "./request/decide-request.ts"
export { removeDemoRequests } from "./request/demo.store.ts"
export { requestById, requestsOfItem, requestsOfResolution, waitingActs } from "./request/request.store.ts"
export { type ActKind, isAnswer } from "./request/request.ts"
export { askAddressees } from "./sending/ask-addressees.ts"
export { type Site, site, siteOf } from "./site.ts"
