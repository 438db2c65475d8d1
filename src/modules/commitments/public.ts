/** The door of commitments: what higher modules may call. */

declare module "#platform/slots.ts" {
  interface Slots {
    /** Above the desk: what somebody who begins does first. */
    "desk.start": Record<never, never>
  }
}

export type { Figures } from "./figures/figures.ts"
export { figuresOver } from "./figures/load-figures.ts"
export { changeLetterhead } from "./letter/change-letterhead.ts"
export { loadLetterhead, territoriesWithLetterhead } from "./letter/letterhead.store.ts"
export { answerRequest } from "./request/answer-request.ts"
export { decideRequest } from "./request/decide-request.ts"
export { removeDemoRequests } from "./request/demo.store.ts"
export { requestById, requestsOfItem, requestsOfResolution, waitingActs } from "./request/request.store.ts"
export { type ActKind, isAnswer } from "./request/request.ts"
export { askAddressees } from "./sending/ask-addressees.ts"
export { type Site, site, siteOf } from "./site.ts"
