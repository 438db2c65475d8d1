import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import type { Reader } from "../person/fields.ts"
import { addressOfPerson } from "../person/person.ts"
import { confirmationOf } from "./confirmation.store.ts"

/** On a card, for those who keep it and the person: when it was confirmed, what came back to the letter. */
export async function confirmationCard(c: Ctx, { id, reader }: { id: string; reader: Reader | undefined }) {
  if (reader !== "staff" && reader !== "self") return null
  const { view, services } = c.var
  const { t } = view
  const known = await confirmationOf(services.db, id)
  if (!known || (reader === "self" && !known.confirmedOn)) return null
  const { confirmedOn, unconfirmedOn, askedOn, remindedOn, answer, words, settledAt } = known
  const day = (date: string) => longDate(date, view.locale)
  const letters = askedOn && (confirmedOn === null || askedOn > confirmedOn)
  const waits = (answer === "changed" || answer === "over") && !settledAt
  const here = addressOfPerson(id)
  return (
    <Card title={t("confirmation.person.card")}>
      <p>{confirmedOn ? t("confirmation.on", { day: day(confirmedOn) }) : t("confirmation.person.never")}</p>
      {reader === "staff" && (
        <>
          {unconfirmedOn && (
            <p>
              <StateMark tone="late" word={t("confirmation.since", { day: day(unconfirmedOn) })} />
            </p>
          )}
          {letters && <p>{t("confirmation.asked", { day: day(askedOn), answer: answer ?? "none" })}</p>}
          {letters && remindedOn && !answer && <p>{t("confirmation.reminded", { day: day(remindedOn) })}</p>}
          {waits && words && <p class="text-around">{words}</p>}
          <div class="buttons">
            {waits && (
              <Deed view={view} action={`${here}/confirmation/settlement`} kind="primary">
                {t(`confirmation.person.settle.${answer as "changed"}`)}
              </Deed>
            )}
            <LinkButton href={view.href(`${here}/confirmation`)}>{t("confirmation.by_hand")}</LinkButton>
          </div>
        </>
      )}
    </Card>
  )
}
