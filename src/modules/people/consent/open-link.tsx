import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { Services } from "#platform/services.ts"
import { claimedHolder } from "#platform/session/bearer-link.ts"
import { type LinkState, linkState } from "#platform/session/link-state.ts"
import { linkBucket } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { LinkButton } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { guardianOf } from "../guardian/guardian.store.ts"
import type { Guardian } from "../guardian/guardian.ts"
import { type Person, personById } from "../person/person.store.ts"
import { isMinor } from "../person/person.ts"
import { type ConsentLink, consentLinkById } from "./consent-link.store.ts"
import { presentOperator } from "./consent-text.store.ts"

/** What a link opens: whose consents, and as whom one decides. `base`: its address, without the prefix of the language. */
export type Opened = { base: string; link: ConsentLink; person: Person; guardian: Guardian | undefined }

/** `of_age`: a guardian's, of somebody who decides alone now. */
export type ConsentLinkState = LinkState | "of_age"

/** What a link opens on this day; a guardian's closes with the 18th birthday. */
export async function openConsentLink(
  { db, secret, clock }: Services,
  token: string,
  today: string,
): Promise<ConsentLinkState | Omit<Opened, "base">> {
  const claimed = claimedHolder(token)
  const link = claimed === null || claimed > 2 ** 50 ? undefined : await consentLinkById(db, claimed)
  const state = linkState(secret, "consent", token, link, clock.now())
  if (state !== "open" || !link) return state
  const person = await personById(db, link.personId)
  if (!person) return "unknown"
  const guardian = link.guardianId === null ? undefined : await guardianOf(db, person.id, link.guardianId)
  if (guardian && !isMinor(person.birthOn, today)) return "of_age"
  return { link, person, guardian }
}

/** A page behind a link: whoever comes acts as its holder and nobody else. */
export const withConsentLink =
  (draw: (c: Ctx, opened: Opened) => Response | Promise<Response>) =>
  async (c: Ctx): Promise<Response> => {
    const token = c.req.param("token") ?? ""
    const opened = await openConsentLink(c.var.services, token, c.var.view.today)
    if (typeof opened === "string") return drawClosed(c, opened)
    c.set("actor", { kind: "link", id: opened.link.id })
    return draw(c, { ...opened, base: `/consent/${token}` })
  }

/** Why a link opens nothing, and whom to ask; guesses are counted by address, so that guessing is hopeless. */
export async function drawClosed(c: Ctx, state: ConsentLinkState): Promise<Response> {
  const { view, services } = c.var
  const { t } = view
  // A bucket of its own: whoever mistypes here may still open a letter's link elsewhere.
  const { name, limit } = linkBucket(clientAddress(c))
  const guesses = [{ name: `consent-${name}`, limit }]
  const wait = state === "unknown" ? await take(services.db, guesses, services.clock.now()) : null
  const operator = await presentOperator(services.db)
  const said = wait ? view.explain(tooOften(c, wait)) : t(`consent.closed.${state === "open" ? "unknown" : state}`)
  return c.html(
    <Page view={view} narrow title={t("consent.closed.title")} state={said}>
      <p>{t("consent.closed.stays")}</p>
      {operator && <p>{t("consent.closed.ask", { operator: operator.name, contact: operator.contact })}</p>}
      <div class="buttons">
        <LinkButton kind="primary" href={view.href("/consent")}>
          {t("consent.closed.code")}
        </LinkButton>
      </div>
    </Page>,
    wait ? 429 : state === "unknown" ? 404 : 410,
  )
}
