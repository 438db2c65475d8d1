import { territoriesWithLetterhead } from "#modules/commitments/public.ts"
import { anyResolutionIn } from "#modules/deliberation/public.ts"
import { countMatching, type Territory } from "#modules/registry/public.ts"
import type { Db } from "#platform/db.ts"
import { type Centre, territoriesOf } from "../centre/centre.ts"
import { invitedTo, staffOf } from "../staff/staff.store.ts"

export type StepName = "profile" | "letterhead" | "staff" | "organisations" | "resolution"
/** Something that a new centre does first; `done` is read from what is there, nobody ticks it. */
export type Step = { name: StepName; done: boolean; path: string }

/** What a centre begins with, in order; one without a territory has no letterhead, list and resolutions of its own. */
export async function stepsOf(db: Db, centre: Centre, territories: Territory[], now: Date): Promise<Step[]> {
  const ids = territoriesOf(territories, centre)
  const path = `/centres/${centre.slug}`
  const [invited, staff, letterheads, organisations, resolution] = await Promise.all([
    invitedTo(db, centre.id),
    staffOf(db, centre, now),
    territoriesWithLetterhead(db),
    ids.length ? countMatching(db, { nature: "organisation", territories: ids }) : 0,
    ids.length > 0 && anyResolutionIn(db, ids),
  ])
  const steps: Step[] = [
    { name: "profile", done: centre.about !== "" && centre.contacts !== "", path: `${path}/edit` },
    {
      name: "letterhead",
      done: centre.territoryId !== null && letterheads.includes(centre.territoryId),
      path: `/settings/letters/${centre.territoryId}`,
    },
    { name: "staff", done: staff.length > 1 || invited.some(({ head }) => !head), path: `${path}/staff` },
    { name: "organisations", done: organisations > 0, path: "/organisations/paste" },
    { name: "resolution", done: resolution, path: "/resolutions/new" },
  ]
  return ids.length ? steps : steps.filter(({ name }) => name === "profile" || name === "staff")
}
