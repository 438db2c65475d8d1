import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { siteOf } from "#platform/site.ts"
import { Button } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { Confirm } from "#ui/confirm.tsx"
import { CopyText } from "#ui/copy.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { crumbsOf } from "../affiliation/affiliation-form.tsx"
import { keptPerson } from "../person/person.pages.tsx"
import { addressOfPerson, fullName, idPath } from "../person/person.ts"
import { latestClaims } from "./claim.store.ts"
import { stateOfClaim } from "./claim.ts"
import { linkOfClaim, releaseAccount, revokeClaim, sendClaim } from "./send-claim.ts"

async function draw(c: Ctx, typed: { by?: string; email?: string } = {}, errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t } = view
  const { person } = await keptPerson(c)
  if (person.userId) throw notFound()
  const claim = (await latestClaims(services.db, [person.id])).get(person.id)
  const open = claim && stateOfClaim(claim, services.clock.now()) === "open" ? claim : undefined
  const link = open && linkOfClaim(services, open.id)
  const form = {
    view,
    labels: { by: t("people.claim.by"), email: t("field.person.email") },
    values: { by: person.email ? "mail" : "paper", email: person.email, ...typed },
    errors,
  }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("people.claim.give")}
      crumbs={crumbsOf(view, person)}
      state={t("people.claim.give.about")}
    >
      {link && (
        <Card title={t("people.claim.link")}>
          <Facts
            facts={[
              [t("people.claim.address"), <code>{link.url}</code>],
              [t("people.claim.code"), <b>{link.code}</b>],
              [t("people.claim.short"), link.short],
            ]}
          />
          <CopyText view={view} text={t("people.claim.text", { name: fullName(person), ...link })} />
        </Card>
      )}
      <Form
        form={form}
        action={`${addressOfPerson(person.id)}/claim`}
        buttons={<Button kind="primary">{t("people.claim.make")}</Button>}
      >
        {link && <p>{t("people.claim.replaces")}</p>}
        <RadioCards
          {...field(form, "by")}
          choices={[
            { value: "mail", label: t("people.claim.by.mail") },
            { value: "paper", label: t("people.claim.by.paper"), hint: t("people.claim.by.paper.hint") },
          ]}
        />
        <TextField {...field(form, "email")} type="email" maxlength={200} exact hint={t("people.claim.email.hint")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function send(c: Ctx) {
  const form = await formOf(c)
  const id = c.req.param("id") ?? ""
  const typed = { by: textOf(form, "by"), email: textOf(form, "email") }
  const done = await attempt(act(c, sendClaim, { id, ...typed, site: siteOf(c.var.services) }, textOf(form, "key")))
  if ("errors" in done) return draw(c, typed, done.errors)
  return typed.by === "mail"
    ? goTo(c, addressOfPerson(id), "people.claim.was_sent", { email: typed.email })
    : goTo(c, `${addressOfPerson(id)}/claim`, "people.claim.was_made")
}

async function release(c: Ctx) {
  const { view } = c.var
  const { person } = await keptPerson(c)
  if (!person.userId) throw notFound()
  return c.html(
    <Page view={view} narrow title={view.t("people.claim.release")} crumbs={crumbsOf(view, person)}>
      <Confirm
        view={view}
        action={`${addressOfPerson(person.id)}/account/release`}
        lost={[view.t("people.claim.release.lost")]}
        undo={view.t("people.claim.release.undo")}
        deed={view.t("people.claim.release")}
        back={addressOfPerson(person.id)}
      />
    </Page>,
  )
}

/** The staff gives a person a link to its card, takes it back, or parts a card from a wrong account. */
export function claimKeepingPages(app: Pages) {
  const path = `/people/${idPath}`
  app.get(`${path}/claim`, (c) => draw(c))
  app.post(`${path}/claim`, send)
  app.post(`${path}/claim/revocation`, async (c) => {
    const id = c.req.param("id") ?? ""
    await act(c, revokeClaim, { id }, textOf(await formOf(c), "key"))
    return goTo(c, addressOfPerson(id), "people.claim.was_revoked")
  })
  app.get(`${path}/account/release`, release)
  app.post(`${path}/account/release`, async (c) => {
    const id = c.req.param("id") ?? ""
    await act(c, releaseAccount, { id }, textOf(await formOf(c), "key"))
    return goTo(c, addressOfPerson(id), "people.claim.was_released")
  })
}
