import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import { LinkButton } from "#ui/button.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import type { Party } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"
import { confirmationOf } from "./confirmation.store.ts"

/** On a card, for everybody: when it was confirmed. For those who keep it as well: that it was not, and the letters. */
export async function confirmationNote(c: Ctx, party: Party, canEdit: boolean) {
  if (party.nature !== "organisation") return null
  const { view, services } = c.var
  const { t } = view
  const { confirmedOn, unconfirmedOn, askedOn, remindedOn, answer } = await confirmationOf(services.db, party.id)
  const day = (date: string) => longDate(date, view.locale)
  const letters = askedOn && (confirmedOn === null || askedOn > confirmedOn)
  if (!confirmedOn && !canEdit) return null
  return (
    <div class="mini">
      {confirmedOn && <p>{t("confirmation.on", { day: day(confirmedOn) })}</p>}
      {canEdit && (
        <>
          {unconfirmedOn && (
            <p>
              <StateMark tone="late" word={t("confirmation.since", { day: day(unconfirmedOn) })} />
            </p>
          )}
          {!confirmedOn && !unconfirmedOn && <p>{t("confirmation.never")}</p>}
          {letters && <p>{t("confirmation.asked", { day: day(askedOn), answer: answer ?? "none" })}</p>}
          {letters && remindedOn && !answer && <p>{t("confirmation.reminded", { day: day(remindedOn) })}</p>}
          <p>
            <LinkButton kind="link" href={view.href(`${addressOf(party)}/confirmation`)}>
              {t("confirmation.by_hand")}
            </LinkButton>
          </p>
        </>
      )}
    </div>
  )
}
