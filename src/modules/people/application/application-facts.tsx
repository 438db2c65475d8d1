import { addressOf, kindWord, type OpenParty } from "#modules/registry/public.ts"
import type { View } from "#platform/view.ts"
import { Facts } from "#ui/card.tsx"
import { Timeline } from "#ui/timeline.tsx"
import { roleWord } from "../affiliation/affiliation-words.ts"
import type { Application } from "./application.store.ts"
import type { Step } from "./application.ts"
import { applicantName, stepWord } from "./application-words.ts"

type FactsProps = {
  view: View
  one: Application
  /** Names of the territory and of the directions. */
  place: string
  directions: string[]
  party?: OpenParty | undefined
}

/** What an application says, for the applicant and for whoever looks at it. */
export function ApplicationFacts({ view, one, place, directions, party }: FactsProps) {
  const { t } = view
  const isOrganisation = one.kind === "organisation"
  return (
    <Facts
      facts={[
        [
          t(isOrganisation ? "people.join.name" : "people.join.where"),
          party ? <a href={view.href(addressOf(party))}>{party.name}</a> : one.name,
        ],
        [t("people.join.inn"), one.inn],
        [t("people.join.kind"), isOrganisation && kindWord(t, { kind: one.partyKind })],
        [t("people.join.role"), !isOrganisation && roleWord(t, one.role)],
        [t("field.person.territory"), place],
        [t("people.join.directions"), directions.join(", ")],
        [t(`people.join.about.${one.kind}`), one.about],
        [t("people.join.proof"), one.proof],
        [
          t(isOrganisation ? "people.join.head" : "people.join.you"),
          [applicantName(one), one.post].filter(Boolean).join(", "),
        ],
        [t("field.person.email"), one.email],
        [t("field.person.phone"), one.phone],
      ]}
    />
  )
}

/** What was done to an application, the newest first; the staff's names are told to nobody. */
export const ApplicationSteps = ({ view, steps }: { view: View; steps: Step[] }) => (
  <Timeline
    view={view}
    entries={steps.toReversed().map(({ at, kind, text }) => ({
      at,
      text: (
        <>
          {stepWord(view.t, kind)}
          {text && <p class="text-around">{text}</p>}
        </>
      ),
    }))}
  />
)
