/** The door of commitments: what higher modules may call. */

export { loadLetterhead } from "./letter/letter.store.ts"
export { answerRequest } from "./request/answer-request.ts"
export { decideRequest } from "./request/decide-request.ts"
export { requestById, requestsOfItem, requestsOfResolution } from "./request/request.store.ts"
export { askAddressees } from "./sending/ask-addressees.ts"
export { siteOf } from "./site.ts"
