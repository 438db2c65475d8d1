import type { Child } from "hono/jsx"
import type { Ctx } from "#platform/http/env.ts"
import { nameOfUser } from "#platform/session/user/user.store.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Day } from "#ui/time.tsx"
import type { Reader } from "../person/fields.ts"
import { personById } from "../person/person.store.ts"
import { addressOfPerson } from "../person/person.ts"
import { latestClaims } from "./claim.store.ts"
import { stateOfClaim } from "./claim.ts"

/** On a card, for those who keep it: whose account it is, or the link by which the person takes it. */
export async function claimCard(c: Ctx, given: { id: string; reader: Reader | undefined }): Promise<Child> {
  if (given.reader !== "staff") return null
  const { view, services } = c.var
  const { t } = view
  const person = await personById(services.db, given.id)
  if (!person) return null
  const here = addressOfPerson(person.id)
  if (person.userId)
    return (
      <Card title={t("people.claim.card")}>
        <p>{t("people.claim.card.has", { name: await nameOfUser(services.db, person.userId) })}</p>
        <div class="buttons">
          <LinkButton kind="link" href={view.href(`${here}/account/release`)}>
            {t("people.claim.release")}
          </LinkButton>
        </div>
      </Card>
    )
  const claim = (await latestClaims(services.db, [person.id])).get(person.id)
  const state = claim && stateOfClaim(claim, services.clock.now())
  return (
    <Card title={t("people.claim.card")}>
      <p>{t("people.claim.card.none")}</p>
      {claim && state && state !== "claimed" && (
        <p>
          {t(`people.claim.state.${state}`, { by: claim.email ? "mail" : "paper", to: claim.email })}{" "}
          {state === "open" && (
            <>
              {t("people.claim.until")} <Day view={view} date={claim.expiresAt.toISOString().slice(0, 10)} plain />.
            </>
          )}
        </p>
      )}
      <div class="buttons">
        <LinkButton href={view.href(`${here}/claim`)}>
          {t(state === "open" ? "people.claim.link" : "people.claim.give")}
        </LinkButton>
        {state === "open" && (
          <Deed view={view} action={`${here}/claim/revocation`} kind="link">
            {t("people.claim.revoke")}
          </Deed>
        )}
      </div>
    </Card>
  )
}
