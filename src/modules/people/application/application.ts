/** Who asks to join: an organisation the registry, or a person a body, a community or an organisation. */
export const applicationKinds = ["organisation", "person"] as const
export type ApplicationKind = (typeof applicationKinds)[number]

export const applicationStates = [
  "draft",
  "submitted",
  "asked",
  "appealed",
  "confirmed",
  "declined",
  "withdrawn",
] as const
export type ApplicationState = (typeof applicationStates)[number]

/** What can be done to an application, by the applicant or by whoever looks at it. */
export const steps = ["submit", "ask", "reply", "confirm", "decline", "appeal", "withdraw"] as const
export type StepKind = (typeof steps)[number]
/** Of these the applicant does, by the link. */
export const ownSteps = ["submit", "reply", "appeal", "withdraw"] as const satisfies StepKind[]

export type Step = { id: number; kind: StepKind; text: string; at: Date; userId: string | null }

const moves: Record<StepKind, Partial<Record<ApplicationState, ApplicationState>>> = {
  submit: { draft: "submitted" },
  ask: { submitted: "asked" },
  reply: { asked: "submitted" },
  confirm: { submitted: "confirmed", asked: "confirmed", appealed: "confirmed" },
  decline: { submitted: "declined", asked: "declined", appealed: "declined" },
  appeal: { declined: "appealed" },
  withdraw: { draft: "withdrawn", submitted: "withdrawn", asked: "withdrawn", appealed: "withdrawn" },
}

/** The state after a step; undefined when it cannot be done now. One appeals once. */
export function stateAfter(state: ApplicationState, kind: StepKind, before: readonly { kind: StepKind }[]) {
  if (kind === "appeal" && before.some((step) => step.kind === "appeal")) return undefined
  return moves[kind][state]
}

/** Who declined it first, and so may not decide on the appeal; undefined when nobody did. */
export const firstReviewer = (before: readonly Step[]): string | null | undefined =>
  before.find(({ kind }) => kind === "decline")?.userId

/** It waits for whoever looks at applications. */
export const waits = ["submitted", "appealed"] as const satisfies ApplicationState[]
