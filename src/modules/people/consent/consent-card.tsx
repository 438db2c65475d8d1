import type { Ctx } from "#platform/http/env.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Notice } from "#ui/flash.tsx"
import type { ShownPerson } from "../person/show-person.ts"
import { inForceOf, marksOf } from "./consent.store.ts"
import { standingOf } from "./consent.ts"
import { consentTitle, dayWord, standingWord } from "./consent-words.ts"
import { consentsPath } from "./load-consents.ts"

/** On a person's card, for the staff and the person itself: how its consents stand. */
export async function consentCard(c: Ctx, { person, seen }: ShownPerson) {
  const { view, services } = c.var
  const { t } = view
  if (!seen.has("consents")) return null
  const [consents, found] = await Promise.all([inForceOf(services.db, person.id), marksOf(services.db, [person.id])])
  const marks = found.get(person.id)!
  return (
    <Card title={t("consent.list")}>
      <p>{standingWord(view, standingOf(marks, view.today))}</p>
      {marks.withdrawnOn && <Notice tone="warn">{t("consent.to_erase")}</Notice>}
      {consents.length > 0 && (
        <ul>
          {consents.map((one) => (
            <li>
              {consentTitle(view, one)}, {dayWord(view, one.givenOn)}
            </li>
          ))}
        </ul>
      )}
      <div class="buttons">
        <LinkButton href={view.href(consentsPath(person.id))}>{t("consent.open")}</LinkButton>
      </div>
    </Card>
  )
}
