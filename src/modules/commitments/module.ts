import { staffSomewhere } from "#platform/actor.ts"
import type { Module } from "#platform/module.ts"
import { answerPages } from "./answering/answer.pages.tsx"
import { answerFormPages } from "./answering/answer-form.pages.tsx"
import { codePages } from "./answering/code.pages.tsx"
import { keepDraft } from "./answering/keep-draft.ts"
import { sendAnswer } from "./answering/send-answer.ts"
import { addComment } from "./comment/add-comment.ts"
import { belowItem } from "./comment/below-item.tsx"
import { changeAudience } from "./comment/change-audience.ts"
import { commentApi } from "./comment/comment.api.ts"
import { commentPages } from "./comment/comment.pages.tsx"
import { decideComment } from "./comment/decide-comment.ts"
import { commentEvents } from "./comment/events.ts"
import { moderationPages } from "./comment/moderation.pages.tsx"
import { tidyComments } from "./comment/tidy-comments.ts"
import { deskApi } from "./desk/desk.api.ts"
import { deskPages } from "./desk/desk.page.tsx"
import { events } from "./events.ts"
import { confirmReceipt } from "./execution/confirm-receipt.ts"
import { executionApi } from "./execution/execution.api.ts"
import { executionPages } from "./execution/execution.pages.ts"
import { noteReceipt } from "./execution/note-receipt.ts"
import { receiptPages } from "./execution/receipt.pages.tsx"
import { receivedPages } from "./execution/received.pages.tsx"
import { sendExecution } from "./execution/send-execution.ts"
import { sendingPages } from "./execution/sending.pages.tsx"
import { unfinished } from "./execution/unfinished.tsx"
import { feedPages } from "./figures/feed.ts"
import { figuresApi } from "./figures/figures.api.ts"
import { figuresPages } from "./figures/figures.pages.ts"
import { lately } from "./figures/lately.tsx"
import { partyFigures } from "./figures/party-figures.tsx"
import { attachFiles } from "./letter/attach-files.ts"
import { changeLetterhead } from "./letter/change-letterhead.ts"
import { fileScopes } from "./letter/file-scopes.ts"
import { incomingPages } from "./letter/incoming.pages.tsx"
import { letterApi } from "./letter/letter.api.ts"
import { letterPages } from "./letter/letter.pages.tsx"
import { letterheadPages } from "./letter/letterhead.pages.tsx"
import { registerPages } from "./letter/register.pages.tsx"
import { registerIncoming } from "./letter/register-incoming.ts"
import { resendLetter } from "./letter/resend-letter.ts"
import { resolutionLetterPages } from "./letter/resolution-letters.pages.tsx"
import { writeApi } from "./letter/write.api.ts"
import { writeLetterPages } from "./letter/write-letter.pages.tsx"
import { writeLetter } from "./letter/write-letter.ts"
import { requestListApi } from "./listing/request-list.api.ts"
import { requestListPages } from "./listing/request-list.pages.ts"
import { messages } from "./locales/messages.ts"
import { dismissReply, restoreReply } from "./mail-reply/dismiss-reply.ts"
import { replyEvents } from "./mail-reply/events.ts"
import { replyApi } from "./mail-reply/reply.api.ts"
import { replyPages } from "./mail-reply/reply.pages.tsx"
import { takeInReply } from "./mail-reply/take-in.ts"
import { takeReply } from "./mail-reply/take-reply.ts"
import { tidyRepliesJob } from "./mail-reply/tidy-replies.ts"
import * as start from "./migrations/20261121T1300_commitments_start.ts"
import * as figure from "./migrations/20261121T1301_commitments_figure.ts"
import * as register from "./migrations/20261121T1320_commitments_register.ts"
import * as desk from "./migrations/20261121T1330_commitments_desk.ts"
import * as reminder from "./migrations/20261121T1340_commitments_reminder.ts"
import * as open from "./migrations/20261121T1350_commitments_public.ts"
import * as execution from "./migrations/20261121T1360_commitments_execution.ts"
import * as mailReply from "./migrations/20261121T1370_commitments_mail_reply.ts"
import * as indexes from "./migrations/20261121T1380_commitments_indexes.ts"
import * as silence from "./migrations/20261121T1391_commitments_silence.ts"
import * as letterheads from "./migrations/20261121T1481_commitments_letterhead.ts"
import { milestoneApi } from "./milestone/milestone.api.ts"
import { milestonesPages } from "./milestone/milestone.pages.tsx"
import { finishStep, planMilestones } from "./milestone/plan-milestones.ts"
import { followThemes, followVisibility } from "./progress/follow-resolution.ts"
import { itemsStanding } from "./progress/items-standing.ts"
import { resolutionProgress } from "./progress/resolution-progress.tsx"
import { renewLink, revokeLink } from "./recipient/change-link.ts"
import { linkApi } from "./recipient/link.api.ts"
import { linkPages } from "./recipient/link.pages.tsx"
import { answerRequest } from "./request/answer-request.ts"
import { decideRequest } from "./request/decide-request.ts"
import { filesApi } from "./request/files.api.ts"
import { partyReferences } from "./request/party-references.ts"
import { requestApi } from "./request/request.api.ts"
import { requestPages } from "./request/request.pages.tsx"
import { mayDecide } from "./request/request.policy.ts"
import { splitRequest } from "./request/split-request.ts"
import { tellAddressee } from "./request/tell-addressee.ts"
import { changeRule } from "./rule/change-rule.ts"
import { rulePages } from "./rule/rule.pages.tsx"
import { letterheadApi, settingsApi } from "./rule/settings.api.ts"
import { askAddressees } from "./sending/ask-addressees.ts"
import { askingApi } from "./sending/asking.api.ts"
import { askingPages } from "./sending/asking.pages.tsx"
import { askingLink } from "./sending/asking-link.tsx"
import { previewPages } from "./sending/preview.pages.tsx"
import { settings } from "./settings.ts"
import { subscriptionEvents } from "./subscription/events.ts"
import { followPages } from "./subscription/follow.pages.tsx"
import { askToFollow, confirmFollow, follow, unfollow } from "./subscription/follow.ts"
import { followedListPages } from "./subscription/followed-list.pages.tsx"
import { noteChanges } from "./subscription/note-changes.ts"
import { subscriptionApi } from "./subscription/subscription.api.ts"
import { tellFollowers } from "./subscription/tell-followers.ts"
import { paperPages } from "./watch/paper.pages.tsx"
import { printReminders } from "./watch/print-reminders.ts"
import { reminderApi } from "./watch/reminder.api.ts"
import { reminderPages } from "./watch/reminders.pages.tsx"
import { watchJob } from "./watch/round.ts"
import { sendReminders } from "./watch/send-reminders.ts"

type Texts = typeof messages.ru
declare module "#platform/i18n.ts" {
  interface Messages extends Texts {}
}

/** From an adopted item to a deed: asked, answered, in work, reported, released; README.md says more. */
export const commitments: Module = {
  name: "commitments",
  migrations: {
    "20261121T1300_commitments_start": start,
    "20261121T1301_commitments_figure": figure,
    "20261121T1320_commitments_register": register,
    "20261121T1330_commitments_desk": desk,
    "20261121T1340_commitments_reminder": reminder,
    "20261121T1370_commitments_mail_reply": mailReply,
    "20261121T1380_commitments_indexes": indexes,
    "20261121T1360_commitments_execution": execution,
    "20261121T1350_commitments_public": open,
    "20261121T1391_commitments_silence": silence,
    "20261121T1481_commitments_letterhead": letterheads,
  },
  messages,
  commands: [
    askAddressees,
    answerRequest,
    decideRequest,
    splitRequest,
    takeReply,
    dismissReply,
    restoreReply,
    keepDraft,
    sendAnswer,
    planMilestones,
    finishStep,
    revokeLink,
    renewLink,
    sendExecution,
    confirmReceipt,
    noteReceipt,
    changeLetterhead,
    resendLetter,
    attachFiles,
    registerIncoming,
    writeLetter,
    changeRule,
    sendReminders,
    printReminders,
    askToFollow,
    confirmFollow,
    follow,
    unfollow,
    addComment,
    decideComment,
    changeAudience,
  ],
  events: { ...events, ...replyEvents, ...subscriptionEvents, ...commentEvents },
  jobs: [watchJob, tidyRepliesJob, tellFollowers, tidyComments],
  reactions: [followVisibility, followThemes, takeInReply, tellAddressee, noteChanges],
  references: { party: partyReferences },
  answers: { "items.standing": itemsStanding, "file.scopes": fileScopes },
  slots: {
    "draft.unfinished": unfinished,
    "front.lately": lately,
    "party.asked": partyFigures,
    "item.progress": belowItem,
    "resolution.acts": askingLink,
    "resolution.progress": resolutionProgress,
  },
  settings,
  menu: [
    { href: "/desk", label: "desk.menu", visible: mayDecide, order: 5, landing: true },
    { href: "/requests", label: "requests.menu", visible: () => true, order: 20 },
    { href: "/letters", label: "letter.menu", visible: staffSomewhere, order: 25 },
  ],
  pages(app) {
    moderationPages(app)
    commentPages(app)
    followPages(app)
    followedListPages(app)
    feedPages(app)
    codePages(app)
    answerPages(app)
    answerFormPages(app)
    milestonesPages(app)
    linkPages(app)
    figuresPages(app)
    executionPages(app)
    sendingPages(app)
    receiptPages(app)
    receivedPages(app)
    reminderPages(app)
    paperPages(app)
    rulePages(app)
    requestListPages(app)
    requestPages(app)
    replyPages(app)
    deskPages(app)
    letterheadPages(app)
    askingPages(app)
    previewPages(app)
    resolutionLetterPages(app)
    registerPages(app)
    incomingPages(app)
    letterPages(app)
    writeLetterPages(app)
  },
  api(api) {
    commentApi(api)
    subscriptionApi(api)
    askingApi(api)
    letterApi(api)
    requestListApi(api)
    requestApi(api)
    filesApi(api)
    linkApi(api)
    writeApi(api)
    settingsApi(api)
    letterheadApi(api)
    milestoneApi(api)
    reminderApi(api)
    replyApi(api)
    deskApi(api)
    figuresApi(api)
    executionApi(api)
  },
}
