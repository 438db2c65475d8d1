import { createHash } from "node:crypto"
import { type AffiliationRole, affiliationRoles } from "#modules/people/affiliation/affiliation.ts"
import { confirmedRoles } from "#modules/people/confirmed-role/confirmed-role.ts"
import { ownConsentAge } from "#modules/people/consent/consent.ts"
import { publishable } from "#modules/people/person/fields.ts"
import { ageOn } from "#modules/people/person/person.ts"
import { type PlannedPerson, plantedCompetences, plantPeople } from "#modules/people/planting/plant-people.store.ts"
import { daysAfter, levels } from "#modules/people/skill/skill.ts"
import { type Place, placesOfParties } from "#modules/registry/planting/plant-parties.store.ts"
import type { Caller } from "#platform/command.ts"
import { inventName } from "./person-names.ts"
import { type Random, randomFrom } from "./random.ts"

const together = 5000
const youngest = 10
/** Of a hundred grown-ups so many let everybody read their names. */
const published = 6

type World = { seed: number; today: string; places: Place[]; competences: number[] }

/** The same for the same seed and number, and a valid UUID. */
function idOf(seed: number, n: number): string {
  const hex = createHash("sha256").update(`${seed} ${n}`).digest("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-8${hex.slice(15, 18)}-${hex.slice(18, 30)}`
}

/** From ten to eighty-six years of age; of some nobody knows. */
function birth({ chance, between }: Random, today: string): string | null {
  if (chance() < 0.03) return null
  const years = chance() < 0.15 ? between(youngest, 17) : between(18, 85)
  return daysAfter(today, -Math.floor(years * 365.25) - between(1, 360))
}

function roleAt(random: Random, age: number): AffiliationRole {
  const { pick, chance } = random
  if (age < 18) return chance() < 0.8 ? "pupil" : "volunteer"
  if (age < 24 && chance() < 0.6) return "student"
  return pick(affiliationRoles.filter((role) => role !== "pupil" && role !== "student"))
}

function belongs(random: Random, age: number, place: Place, today: string): PlannedPerson["affiliations"] {
  const { chance, between, pick } = random
  const seen = chance()
  const count = seen < 0.05 ? 0 : seen < 0.75 ? 1 : 2
  return Array.from({ length: count }, (_, i) => {
    const from = daysAfter(today, -between(200, 2000))
    const until = chance() < 0.1 ? daysAfter(from, between(30, 190)) : null
    return { partyId: pick(place.parties), role: i ? ("volunteer" as const) : roleAt(random, age), from, until }
  })
}

function skillsOf(random: Random, { competences, today }: World): PlannedPerson["skills"] {
  const { chance, between, pick } = random
  if (!competences.length || chance() > 0.08) return []
  const chosen = new Set(chance() < 0.3 ? [pick(competences), pick(competences)] : [pick(competences)])
  return [...chosen].map((competenceId) => ({
    competenceId,
    level: pick(levels),
    confirmed: chance() < 0.7,
    until: chance() < 0.5 ? daysAfter(today, between(-200, 900)) : null,
  }))
}

function inventPerson(random: Random, world: World, n: number): PlannedPerson {
  const { chance, between, pick } = random
  const { seed, today } = world
  const place = pick(world.places)
  const { parent, mother, ...name } = inventName(random)
  const birthOn = birth(random, today)
  const age = birthOn === null ? 30 : ageOn(birthOn, today)
  // Since a day on which somebody of that age could give it.
  const since = (least: number) => daysAfter(today, -between(0, Math.min(900, (age - least) * 365)))
  const consents = chance() < 0.92
  const open = consents && age >= 18 && birthOn !== null && chance() < published / 100
  return {
    ...name,
    id: idOf(seed, n),
    birthOn,
    territoryId: place.territoryId,
    email: chance() < 0.6 ? `person${seed}.${n}@priozersk.example` : "",
    phone: chance() < 0.9 ? `+7 9${between(10, 99)} ${between(100, 999)}-${between(10, 99)}-${between(10, 99)}` : "",
    ownConsentOn: consents && age >= ownConsentAge ? since(age < 18 ? ownConsentAge : 18) : null,
    guardian:
      consents && age < 18
        ? { name: parent, relation: mother ? "mother" : "father", consentOn: since(youngest) }
        : null,
    fields: open ? publishable.filter((field) => field === "name" || chance() < 0.6) : [],
    affiliations: belongs(random, age, place, today),
    skills: age >= 18 ? skillsOf(random, world) : [],
    role:
      age >= 25 && chance() < 0.006
        ? { role: pick(confirmedRoles), from: daysAfter(today, -between(1, 700)), until: null }
        : null,
  }
}

/**
 * Plants made-up people of the registry among the parties that are there.
 * @param say told how many there are after each few thousand
 * @returns how many were planted
 */
export async function inventPeople(
  { db, clock }: Pick<Caller, "db" | "clock">,
  { people, seed, today }: { people: number; seed: number; today: string },
  say: (made: string) => void,
): Promise<number> {
  if (!people) return 0
  const random = randomFrom(seed + 2_000_000)
  const competences = await db.transaction().execute(plantedCompetences)
  const world = { seed, today, places: await placesOfParties(db), competences }
  for (let made = 0; made < people; ) {
    const count = Math.min(together, people - made)
    const batch = Array.from({ length: count }, (_, i) => inventPerson(random, world, made + i))
    await db.transaction().execute((tx) => plantPeople(tx, batch, clock.now()))
    made += count
    say(`${made} of ${people} people`)
  }
  return people
}
