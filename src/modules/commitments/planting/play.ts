import { after, askedStanding, needsWord, obstacleTo, overtaken, type Said, type Standing } from "../request/request.ts"

/** An act of a planted request; `settles`: its place among the acts of the request. */
export type PlannedAct = Said & { side: "addressee" | "centre"; name: string; post: string; settles: number | null }
export type PlayedAct = PlannedAct & { stage: Standing["stage"]; needsWord: boolean; settledBy: number | null }

/**
 * Plays acts by the rules that people's acts go by.
 * @returns where the request stands after them, and each act as it is stored
 * @throws when one of them would not have been possible
 */
export function play(acts: PlannedAct[]): { standing: Standing; acts: PlayedAct[] } {
  let standing = askedStanding
  const played: PlayedAct[] = []
  for (const [at, planned] of acts.entries()) {
    const waiting = played.flatMap((act, id) => (act.needsWord && act.settledBy === null ? [{ ...act, id }] : []))
    const settles = waiting.find(({ id }) => id === planned.settles) ?? null
    const obstacle = obstacleTo(planned, standing, waiting, settles)
    if (obstacle) throw new Error(`${planned.kind} is not possible: ${JSON.stringify(obstacle)}`)
    standing = after(standing, planned, settles)
    const agreed = planned.kind === "agree" && settles
    const act = agreed ? { ...planned, termOn: agreed.termOn, term: agreed.term, wording: agreed.wording } : planned
    for (const { id } of [...(settles ? [settles] : []), ...overtaken(planned, waiting)]) played[id]!.settledBy = at
    played.push({ ...act, stage: standing.stage, needsWord: needsWord(planned), settledBy: null })
  }
  return { standing, acts: played }
}
