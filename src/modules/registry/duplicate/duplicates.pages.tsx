import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Phone } from "#ui/phone.tsx"
import type { Party } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"
import { kindWord, labelsOf } from "../party/party-words.ts"
import type { Territory } from "../territory/territory.ts"
import { likenessSaid } from "./alike-words.ts"
import type { Likeness } from "./compare.ts"
import { countDue } from "./keys.store.ts"
import { cursorRead, cursorSaid } from "./pair-cursor.ts"
import { pairDeeds } from "./pair-deeds.ts"
import { dueLimit, duplicatesPath, PairsPage, type ShownPair } from "./pair-list.tsx"
import { loadPartyPairs, type PartyPair } from "./party-pairs.ts"
import { partyShelf } from "./party-shelf.ts"
import { callPartiesAlike, tellPartiesApart } from "./tell-apart.ts"

/** Pairs of a page: each is a table of its own. */
const pageSize = 20

const path = duplicatesPath.parties
const idOf = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : null)

function factsOf(view: View, territories: Territory[], { one, other }: PartyPair): ShownPair["facts"] {
  const { t } = view
  const labels = labelsOf(view)
  const text = (name: keyof Party & keyof typeof labels): ShownPair["facts"] =>
    one[name] || other[name] ? [[labels[name], String(one[name] ?? ""), String(other[name] ?? "")]] : []
  const place = ({ territoryId }: Party) => territories.find(({ id }) => id === territoryId)?.name ?? ""
  const link = (party: Party) => <a href={view.href(addressOf(party))}>{party.name}</a>
  return [
    [labels.name, link(one), link(other)],
    ...text("shortName"),
    [labels.kind, kindWord(t, one), kindWord(t, other)],
    [labels.territoryId, place(one), place(other)],
    ...text("inn"),
    ...text("kpp"),
    ...text("ogrn"),
    ...(one.phone || other.phone
      ? [[labels.phone, <Phone phone={one.phone} />, <Phone phone={other.phone} />] as ShownPair["facts"][number]]
      : []),
    ...text("email"),
    ...text("headEmail"),
    ...text("site"),
  ]
}

async function list(c: Ctx) {
  const { services, view, actor } = c.var
  if (!staffSomewhere(actor)) throw notAllowed()
  const state = c.req.query("show") === "different" ? "different" : "open"
  const after = cursorRead(c.req.query("after"), idOf)
  const [loaded, due] = await Promise.all([
    loadPartyPairs(services.db, actor, { state, after, limit: pageSize }),
    countDue(services.db, partyShelf, dueLimit + 1),
  ])
  const { pairs, next, territories } = loaded ?? { pairs: [], next: null, territories: [] }
  const shown = pairs.map((pair) => ({
    ...pair,
    names: [pair.one.name, pair.other.name] as [string, string],
    said: pair.because.map((likeness) => likenessSaid(view.t, likeness as Likeness)),
    facts: factsOf(view, territories, pair),
    merge: pair.one.nature === pair.other.nature ? `${addressOf(pair.one)}/merge?with=${pair.greater}` : undefined,
  }))
  return c.html(
    <PairsPage
      {...{ view, of: "parties", state, due, first: !after }}
      pairs={shown}
      next={next ? cursorSaid(next) : undefined}
    />,
  )
}

/** «Похожие карточки» of organisations and bodies. */
export function duplicatePages(app: Pages) {
  app.get(path, list)
  pairDeeds(app, path, tellPartiesApart, callPartiesAlike)
}
