import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import type { Party } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"

type DeedsProps = { view: View; party: Party; canEdit: boolean; canOffer: boolean }

/** What may be done to what a card says of itself. */
export function ProfileDeeds({ view, party, canEdit, canOffer }: DeedsProps) {
  const { t } = view
  const path = addressOf(party)
  return (
    <>
      {canEdit && (
        <LinkButton icon="pencil" href={view.href(`${path}/profile`)}>
          {t("profile.edit.link")}
        </LinkButton>
      )}
      {canOffer && (
        <LinkButton kind={canEdit ? "secondary" : "primary"} icon="pencil" href={view.href(`${path}/suggestion`)}>
          {t("suggestion.suggest.link")}
        </LinkButton>
      )}
      {!canEdit && !canOffer && (
        <LinkButton href={view.href(`${path}/mistake`)}>{t("suggestion.report.link")}</LinkButton>
      )}
    </>
  )
}
