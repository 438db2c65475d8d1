import { addressOf, hasEnded, termSaid } from "#modules/registry/public.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { addressOfPerson } from "../person/person.ts"
import type { ShownPerson } from "../person/show-person.ts"
import type { Affiliation } from "./affiliation.ts"
import { roleWord } from "./affiliation-words.ts"

type Props = Pick<ShownPerson, "person" | "affiliations" | "parties" | "seen" | "reader"> & {
  view: View
  canEdit: boolean
}

function AffiliationRow({ view, person, parties, canEdit, reader, one }: Props & { one: Affiliation }) {
  const { t, today } = view
  const party = parties.get(one.partyId)!
  const here = `${addressOfPerson(person.id)}/affiliations/${one.id}`
  return (
    <Row
      title={<a href={view.href(addressOf(party))}>{party.name}</a>}
      mini={[
        one.post || roleWord(t, one.role),
        one.post !== "" && roleWord(t, one.role),
        termSaid(view, one),
        one.endedWhy,
      ]}
      end={
        reader !== undefined && (
          <>
            {!hasEnded(one, today) && (
              <LinkButton kind="link" href={view.href(`${here}/end`)}>
                {t(reader === "self" ? "people.affiliation.leave" : "people.affiliation.end")}
                <span class="unseen">: {party.name}</span>
              </LinkButton>
            )}{" "}
            {canEdit && (
              <LinkButton kind="link" href={view.href(`${here}/removal`)}>
                {t("registry.status.remove")}
                <span class="unseen">: {party.name}</span>
              </LinkButton>
            )}
          </>
        )
      }
    />
  )
}

/** On a person's card: where it belongs, and folded where it belonged. */
export function AffiliationCard(props: Props) {
  const { view, person, affiliations, seen, canEdit } = props
  const { t, today } = view
  if (!seen.has("affiliations") || (!affiliations.length && !canEdit)) return null
  const ended = affiliations.filter((one) => hasEnded(one, today))
  const now = affiliations.filter((one) => !hasEnded(one, today))
  return (
    <Card title={t("people.affiliation.list")}>
      {now.length > 0 ? (
        <Rows label={t("people.affiliation.list")}>
          {now.map((one) => (
            <AffiliationRow {...props} one={one} />
          ))}
        </Rows>
      ) : (
        <p>{t("people.affiliation.none")}</p>
      )}
      {ended.length > 0 && (
        <details class="text-around">
          <summary>{t("people.affiliation.ended", { count: ended.length })}</summary>
          <Rows label={t("people.affiliation.ended", { count: ended.length })}>
            {ended.map((one) => (
              <AffiliationRow {...props} one={one} />
            ))}
          </Rows>
        </details>
      )}
      {canEdit && (
        <div class="buttons">
          <LinkButton icon="plus" href={view.href(`${addressOfPerson(person.id)}/affiliations/new`)}>
            {t("people.affiliation.add")}
          </LinkButton>
        </div>
      )}
    </Card>
  )
}
