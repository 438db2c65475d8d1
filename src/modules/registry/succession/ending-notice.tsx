import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { Notice } from "#ui/flash.tsx"
import type { OpenParty } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"
import type { Succession } from "./succession.store.ts"

/** On the card of a party that is no more: since when, and where its work goes on. Nothing while it is there. */
export function EndingNotice({ view, endedOn, successor }: { view: View } & Succession) {
  if (!endedOn) return null
  return (
    <Notice tone="warn">
      <p>
        {view.t("registry.ending.since", { date: longDate(endedOn, view.locale) })}{" "}
        {successor && (
          <>
            {view.t("registry.ending.goes_on")} <a href={view.href(addressOf(successor))}>{successor.name}</a>
          </>
        )}
      </p>
    </Notice>
  )
}

/** Names of parties, each leading to its card. */
export const PartyLinks = ({ view, parties }: { view: View; parties: OpenParty[] }) => (
  <>
    {parties.map((party, i) => (
      <>
        {i > 0 && ", "}
        <a href={view.href(addressOf(party))}>{party.name}</a>
      </>
    ))}
  </>
)
