import type { Child } from "hono/jsx"
import { administrator } from "#platform/actor.ts"
import type { JournalEntry } from "#platform/journal.ts"
import type { View } from "#platform/view.ts"
import { LinkButton, MoreLinks } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { CopyText } from "#ui/copy.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Phone } from "#ui/phone.tsx"
import { type Direction, directionName } from "../direction/direction.ts"
import { AlikeCard } from "../duplicate/alike-card.tsx"
import type { Alike } from "../duplicate/find-alike.ts"
import { MergedCard, type Merges } from "../merging/merged-card.tsx"
import type { LoadedProfile } from "../profile/load-profile.tsx"
import { EndingNotice, PartyLinks } from "../succession/ending-notice.tsx"
import type { Succession } from "../succession/succession.store.ts"
import type { Territory } from "../territory/territory.ts"
import { seesContacts } from "./party.policy.ts"
import type { Party } from "./party.store.ts"
import { addressOf, home } from "./party.ts"
import { formWord, kindWord, labelsOf } from "./party-words.ts"

type PartyCardProps = {
  view: View
  party: Party
  /** The territory and those above it, nearest first. */
  path: Territory[]
  directions: Direction[]
  journal: JournalEntry[]
  /** What it is recognised as; a body is nothing of the kind. */
  statuses: Child
  /** Fragments of higher modules: what services it provides, what it was asked, who is who there. */
  services: Child[]
  asked: Child[]
  people: Child[]
  /** What it says of itself. */
  profile: LoadedProfile
  canEdit: boolean
  /** Cards that look like this one, for whoever may change it. */
  alike: Alike[]
  /** What was merged into it, for the same. */
  merges: Merges
  succession: Succession
  /** When it was confirmed. */
  confirmation: Child
}

const Contacts = ({ view, party }: { view: View; party: Party }) => {
  const labels = labelsOf(view)
  const known = party.letterTo || party.postalAddress || party.email || party.headEmail || party.phone
  return (
    <Card title={view.t("registry.party.contacts")}>
      <p class="mini">{view.t("registry.party.contacts.hint")}</p>
      {known ? (
        <Facts
          facts={[
            [labels.letterTo, party.letterTo],
            [labels.postalAddress, party.postalAddress],
            [labels.email, party.email && <a href={`mailto:${party.email}`}>{party.email}</a>],
            [labels.headEmail, party.headEmail && <a href={`mailto:${party.headEmail}`}>{party.headEmail}</a>],
            [labels.phone, party.phone && <Phone phone={party.phone} />],
          ]}
        />
      ) : (
        <p>{view.t("registry.party.contacts.none")}</p>
      )}
    </Card>
  )
}

type DirectionLinksProps = { view: View; party: Party; directions: Direction[] }
const DirectionLinks = ({ view, party, directions }: DirectionLinksProps) => (
  <>
    {directions.map((direction, i) => (
      <>
        {i > 0 && ", "}
        <a href={view.href(`${home[party.nature]}?direction=${direction.id}`)}>
          {directionName(direction, view.locale)}
        </a>
      </>
    ))}
  </>
)

/** The card of an organisation or a body. */
export function PartyCard({
  view,
  party,
  path,
  directions,
  journal,
  statuses,
  services,
  asked,
  people,
  profile,
  canEdit,
  alike,
  merges,
  succession,
  confirmation,
}: PartyCardProps) {
  const { t } = view
  const labels = labelsOf(view)
  const place = path.map(({ name }) => name).join(", ")
  const chat = [
    party.name,
    profile.mission,
    [kindWord(t, party), place].filter(Boolean).join(", "),
    view.baseUrl + view.href(addressOf(party)),
  ]
  return (
    <Page
      view={view}
      title={party.name}
      description={profile.mission || [kindWord(t, party), place].filter(Boolean).join(", ")}
      image={profile.image}
      crumbs={[{ href: home[party.nature], label: t(`registry.${party.nature}.list`) }]}
      sub={[kindWord(t, party), place].filter(Boolean).join(" · ")}
      aside={
        <>
          <Card title={t("registry.party.about")}>
            <Facts
              facts={[
                [labels.shortName, party.shortName],
                [
                  labels.territoryId,
                  path.length > 0 && <a href={view.href(`${home[party.nature]}?territory=${path[0]!.id}`)}>{place}</a>,
                ],
                [
                  t("field.party.directions"),
                  directions.length > 0 && <DirectionLinks view={view} party={party} directions={directions} />,
                ],
                [labels.legalForm, party.legalForm && formWord(t, party.legalForm)],
                [labels.inn, party.inn],
                [labels.kpp, party.kpp],
                [labels.ogrn, party.ogrn],
                [
                  t("registry.ending.predecessors"),
                  succession.predecessors.length > 0 && <PartyLinks view={view} parties={succession.predecessors} />,
                ],
                [
                  labels.site,
                  party.site && (
                    <a href={party.site} rel="noopener nofollow">
                      {party.site.replace(/^https?:\/\/(?:www\.)?|\/$/g, "")}
                    </a>
                  ),
                ],
              ]}
            />
            {confirmation}
          </Card>
          {seesContacts(view.actor) && <Contacts view={view} party={party} />}
          <MergedCard view={view} id={party.id} nature={party.nature} merges={merges} />
          <AlikeCard view={view} party={party} alike={alike} />
          {people}
        </>
      }
    >
      <EndingNotice view={view} {...succession} />
      {profile.head}
      <div class="buttons">
        {canEdit && (
          <LinkButton kind="primary" icon="pencil" href={view.href(`${addressOf(party)}/edit`)}>
            {t("registry.party.edit")}
          </LinkButton>
        )}
        {profile.deeds}
        {administrator(view.actor) && (
          <LinkButton
            icon="user"
            href={view.href(`/settings/people/invitation?role=representative&scope=${party.nature}:${party.id}`)}
          >
            {t("registry.representative.invite")}
          </LinkButton>
        )}
        <CopyText view={view} text={chat.filter(Boolean).join("\n")} />
        {canEdit && (
          <MoreLinks view={view}>
            <LinkButton icon="flag" href={view.href(`${addressOf(party)}/directions`)}>
              {t("direction.of_party.choose")}
            </LinkButton>
            <LinkButton href={view.href(`${addressOf(party)}/merge`)}>{t("registry.merging.link")}</LinkButton>
            <LinkButton href={view.href(`${addressOf(party)}/ending`)}>{t("registry.ending.link")}</LinkButton>
          </MoreLinks>
        )}
      </div>
      {statuses}
      {profile.below}
      {services}
      {asked}
      <History view={view} subject="party" entries={journal} />
    </Page>
  )
}
