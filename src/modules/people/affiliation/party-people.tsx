import type { Child } from "hono/jsx"
import { addressOf, partyById } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { Card } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { loadSquad, seesSquad } from "../consent/load-squad.ts"
import { squadSaid } from "../consent/squad.pages.tsx"
import { peopleByIds } from "../person/person.store.ts"
import { addressOfPerson, fullName } from "../person/person.ts"
import { showPeople } from "../person/show-person.ts"
import { peopleOfParty } from "./affiliation.store.ts"
import { roleWord } from "./affiliation-words.ts"

/** So many of an organisation's people stand on its card. */
const shownAtMost = 50

/** On the card of an organisation or a body: who belongs to it today, as far as the reader may know. */
export async function partyPeople(c: Ctx, { id }: { id: number }): Promise<Child> {
  const { services, actor, view } = c.var
  const { t, today } = view
  const there = await peopleOfParty(services.db, id, today, shownAtMost)
  const found = await peopleByIds(
    services.db,
    there.map(({ personId }) => personId),
  )
  const shown = await showPeople(services.db, actor, found, today)
  const people = new Map(shown.map((one) => [one.person.id, one]))
  const rows = there.flatMap((one) => {
    const known = people.get(one.personId)
    return known?.affiliations.some(({ id: seen }) => seen === one.id) ? [{ one, person: known.person }] : []
  })
  if (!rows.length) return null
  const party = await partyById(services.db, id)
  const squad =
    party && (await seesSquad(services.db, actor, party)) ? await loadSquad(services.db, actor, id, today) : []
  return (
    <Card title={t("people.affiliation.of_party")}>
      <Rows label={t("people.affiliation.of_party")}>
        {rows.map(({ one, person }) => (
          <Row
            href={view.href(addressOfPerson(person.id))}
            title={fullName(person)}
            mini={[one.post || roleWord(t, one.role), person.phone, person.email]}
          />
        ))}
      </Rows>
      {party && squad.length > 0 && (
        <p>
          {squadSaid(c.var, squad)}. <a href={view.href(`${addressOf(party)}/consents`)}>{t("consent.squad.open")}</a>
        </p>
      )}
    </Card>
  )
}
