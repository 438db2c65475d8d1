import type { Attachment } from "#platform/files/attachment.store.ts"
import type { Act } from "./request.store.ts"

/** An act as everybody may read it: never who spoke for the addressee or for the centre. */
export type OpenAct = Pick<
  Act,
  "id" | "kind" | "onDay" | "text" | "termOn" | "term" | "wording" | "until" | "share"
> & {
  links: string[]
  handedTo: number | null
  /** A decline or a report that the centre has not settled yet: that it came is open, its words are not. */
  waits: boolean
}

const withWords = ["accept_part", "hand_over", "release", "release_part", "withdraw", "reopen"]
/** Decisions that show to everybody what they answer; a returned report and a decline asked about again stay inside. */
const opening: Partial<Record<Act["kind"], Act["kind"][]>> = {
  decline: ["look"],
  report: ["release", "release_part"],
}
const withoutWords = ["receive", "accept", "agree", "return"]

/**
 * What of a request's acts is open to everybody who may read the resolution, oldest first. Questions, proposals and
 * refusals of them stay between the two; a decline or a report is told with its words once the centre has shown or
 * confirmed it, a report that not all is done yet at once: it waits for nobody's word.
 */
export function openActs(acts: Act[]): OpenAct[] {
  const kindOf = new Map(acts.map((act) => [act.id, act.kind]))
  return acts.flatMap((act) => {
    const by = opening[act.kind]
    const reviewed = by !== undefined
    if (!reviewed && !withWords.includes(act.kind) && !withoutWords.includes(act.kind)) return []
    const interim = act.kind === "report" && act.share !== 100
    const looked = interim || (act.settledBy !== null && by?.includes(kindOf.get(act.settledBy)!) === true)
    const spoken = withWords.includes(act.kind) || looked
    const { id, kind, onDay, termOn, term, wording, until, share, handedTo } = act
    return {
      id,
      kind,
      onDay,
      text: spoken ? act.text : "",
      links: spoken ? act.links : [],
      termOn,
      term,
      wording,
      until,
      share,
      handedTo,
      waits: reviewed && !looked && act.settledBy === null,
    }
  })
}

/** The files that are shown with a request's open part, by the number of their act. */
export const openFiles = (acts: Act[], files: Map<number, Attachment[]>): Map<number, Attachment[]> =>
  new Map(
    openActs(acts).map(({ id, waits }) => [
      id,
      waits ? [] : (files.get(id) ?? []).filter(({ audience }) => audience === "subject"),
    ]),
  )
