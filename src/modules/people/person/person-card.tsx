import type { Child } from "hono/jsx"
import type { Territory } from "#modules/registry/public.ts"
import type { JournalEntry } from "#platform/journal.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Phone } from "#ui/phone.tsx"
import { Day } from "#ui/time.tsx"
import { AffiliationCard } from "../affiliation/affiliation-card.tsx"
import { AlikePeopleCard } from "../duplicate/alike-people-card.tsx"
import type { AlikePerson } from "../duplicate/find-alike-people.ts"
import { addressOfPerson, ageOn, fullName } from "./person.ts"
import { groupsOf, groupWord, labelsOf } from "./person-words.ts"
import type { ShownPerson } from "./show-person.ts"

type PersonCardProps = ShownPerson & {
  view: View
  /** The territory and those above it, nearest first. */
  path: Territory[]
  journal: JournalEntry[]
  /** Fragments about competences, consents and the like. */
  more: Child[]
  /** Who may be the same person, for whoever keeps both. */
  alike: AlikePerson[]
}

/** The card of a person, with what its reader may see. */
export function PersonCard(props: PersonCardProps) {
  const { view, person, affiliations, seen, reader, path, journal, more, alike } = props
  const { t, today } = view
  const labels = labelsOf(view)
  const canEdit = reader === "staff"
  const here = addressOfPerson(person.id)
  const place = path.map(({ name }) => name).join(", ")
  const age = person.birthOn && t("people.person.age", { years: ageOn(person.birthOn, today) })
  const about = [...groupsOf(person, affiliations, today).map((group) => groupWord(t, group)), place]
  const contacts = [
    [labels.phone, person.phone && <Phone phone={person.phone} />],
    [labels.email, person.email && <a href={`mailto:${person.email}`}>{person.email}</a>],
    [labels.address, person.address],
  ] as [string, Child][]
  return (
    <Page
      view={view}
      title={fullName(person)}
      crumbs={[{ href: "/people", label: t("people.person.list") }]}
      sub={about.filter(Boolean).join(" · ")}
      aside={
        <>
          {(person.birthOn || person.note) && (
            <Card title={t("people.person.about")}>
              <Facts
                facts={[
                  [
                    labels.birthOn,
                    person.birthOn && (
                      <>
                        <Day view={view} date={person.birthOn} plain />, {age}
                      </>
                    ),
                  ],
                  [labels.note, person.note],
                ]}
              />
            </Card>
          )}
          {(seen.has("phone") || seen.has("email")) && (
            <Card title={t("people.person.contacts")}>
              {reader !== undefined && <p class="mini">{t(`people.person.seen_as.${reader}`)}</p>}
              {contacts.some(([, value]) => value) ? (
                <Facts facts={contacts} />
              ) : (
                <p>{t("people.person.no_contacts")}</p>
              )}
            </Card>
          )}
          <AlikePeopleCard view={view} alike={alike} of={person.id} />
        </>
      }
    >
      {(canEdit || reader === "self") && (
        <div class="buttons">
          <LinkButton kind="primary" icon="pencil" href={view.href(canEdit ? `${here}/edit` : "/me/edit")}>
            {t("people.person.edit")}
          </LinkButton>
          <LinkButton icon="download" download href={view.href(`${here}/archive.zip`)}>
            {t("people.archive.take")}
          </LinkButton>
          <LinkButton href={view.href(`${here}/readings`)}>{t("people.reading.link")}</LinkButton>
          {canEdit && <LinkButton href={view.href(`${here}/merge`)}>{t("people.merge.link")}</LinkButton>}
          {canEdit && <LinkButton href={view.href(`${here}/erasure`)}>{t("people.erasure.link")}</LinkButton>}
        </div>
      )}
      <AffiliationCard {...props} canEdit={canEdit} />
      {more}
      <History view={view} subject="person" entries={journal} />
    </Page>
  )
}
