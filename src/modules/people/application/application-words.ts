import type { MessageKey, Say } from "#platform/i18n.ts"
import type { StateMark } from "#ui/state-mark.tsx"
import type { Application } from "./application.store.ts"
import type { ApplicationState, StepKind } from "./application.ts"

export const stateWord = (t: Say, state: ApplicationState): string =>
  t(`value.application.state.${state}` as MessageKey)

export const stepWord = (t: Say, step: StepKind): string => t(`value.application.step.${step}` as MessageKey)

const tones: Record<ApplicationState, Parameters<typeof StateMark>[0]["tone"]> = {
  draft: "draft",
  submitted: "work",
  asked: "silent",
  appealed: "late",
  confirmed: "done",
  declined: "closed",
  withdrawn: "closed",
}
export const stateTone = (state: ApplicationState) => tones[state]

/** Who asks: «Орлова Вера Павловна». */
export const applicantName = ({ familyName, givenName, patronymic }: Application): string =>
  [familyName, givenName, patronymic].filter(Boolean).join(" ")

/** «АНО «Ветер»» or «Орлова Вера → Совет ветеранов». */
export const titleOf = (one: Application): string =>
  one.kind === "organisation" ? one.name : `${applicantName(one)} → ${one.name}`
