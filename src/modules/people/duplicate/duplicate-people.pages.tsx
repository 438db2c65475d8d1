import type { Child } from "hono/jsx"
import {
  allTerritories,
  countDue,
  cursorRead,
  cursorSaid,
  dueLimit,
  duplicatesPath,
  PairsPage,
  pairDeeds,
  type ShownPair,
  type Territory,
} from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Phone } from "#ui/phone.tsx"
import { Day } from "#ui/time.tsx"
import { addressOfPerson, fullName } from "../person/person.ts"
import { labelsOf } from "../person/person-words.ts"
import type { ShownPerson } from "../person/show-person.ts"
import { noteReading } from "../reading/note-reading.ts"
import { personLikenessSaid } from "./alike-words.ts"
import { loadPersonPairs, type PersonPair } from "./person-pairs.ts"
import { personShelf } from "./person-shelf.ts"
import { callPeopleAlike, tellPeopleApart } from "./tell-people-apart.ts"

/** Pairs of a page: each is a table of its own. */
const pageSize = 20

const path = duplicatesPath.people
const idOf = (text: string) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : null)

function factsOf(view: View, territories: Territory[], { one, other }: PersonPair): ShownPair["facts"] {
  const labels = labelsOf(view)
  const row = (label: string, of: (shown: ShownPerson) => Child): ShownPair["facts"] => {
    const [first, second] = [of(one), of(other)]
    return first || second ? [[label, first, second]] : []
  }
  const link = ({ person }: ShownPerson) => <a href={view.href(addressOfPerson(person.id))}>{fullName(person)}</a>
  return [
    [view.t("people.alike.card"), link(one), link(other)],
    ...row(labels.birthOn, ({ person: { birthOn } }) => birthOn && <Day view={view} date={birthOn} plain />),
    ...row(labels.territoryId, ({ person }) => territories.find(({ id }) => id === person.territoryId)?.name),
    ...row(labels.phone, ({ person: { phone } }) => phone && <Phone phone={phone} />),
    ...row(labels.email, ({ person: { email } }) => email),
    ...row(view.t("people.alike.belongs"), ({ affiliations, parties }) =>
      [...new Set(affiliations.map(({ partyId }) => parties.get(partyId)!.name))].join(", "),
    ),
  ]
}

async function list(c: Ctx) {
  const { services, view, actor } = c.var
  if (!staffSomewhere(actor)) throw notAllowed()
  const state = c.req.query("show") === "different" ? "different" : "open"
  const after = cursorRead(c.req.query("after"), idOf)
  const { db } = services
  const [{ pairs, next }, territories, due] = await Promise.all([
    loadPersonPairs(db, actor, { state, after, limit: pageSize, today: view.today }),
    allTerritories(db),
    countDue(db, personShelf, dueLimit + 1),
  ])
  const read = new Map(pairs.flatMap(({ one, other }) => [one, other]).map((shown) => [shown.person.id, shown]))
  await noteReading(services, actor, [...read.values()], "card")
  const shown = pairs.map((pair) => ({
    ...pair,
    names: [fullName(pair.one.person), fullName(pair.other.person)] as [string, string],
    said: pair.because.map((one) => personLikenessSaid(view.t, one)),
    facts: factsOf(view, territories, pair),
    merge: `${addressOfPerson(pair.lesser)}/merge?with=${pair.greater}`,
  }))
  return c.html(
    <PairsPage
      {...{ view, of: "people", state, due, first: !after }}
      pairs={shown}
      next={next ? cursorSaid(next) : undefined}
    />,
  )
}

/** «Похожие карточки» of people. */
export function duplicatePeoplePages(app: Pages) {
  app.get(path, list)
  pairDeeds(app, path, tellPeopleApart, callPeopleAlike)
}
