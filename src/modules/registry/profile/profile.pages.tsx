import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Form } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { addressOf, home, type Nature, natures } from "../party/party.ts"
import { editProfile, trustParty } from "./edit-profile.ts"
import { cardCrumbs, openedCard } from "./opened-card.ts"
import { ProfileFields } from "./profile-form.tsx"
import { profileLabels } from "./profile-words.ts"
import { type TypedProfile, typedProfile } from "./typed-profile.ts"

/** The card of the address, for those who keep it. */
async function kept(c: Ctx, nature: Nature) {
  const card = await openedCard(c, nature)
  if (!card.canEdit) throw notAllowed()
  return card
}

async function draw(c: Ctx, nature: Nature, typed: TypedProfile = {}, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const { party, profile } = await kept(c, nature)
  const labels = { ...profileLabels(view), logoFile: t("field.party.logo"), logoGone: t("profile.logo.gone") }
  const form = { view, labels, values: { ...profile, ...typed }, errors }
  const back = addressOf(party)
  return c.html(
    <Page view={view} narrow title={t("profile.edit")} state={t("profile.edit.state")} crumbs={cardCrumbs(view, party)}>
      <Form
        form={form}
        action={`${back}/profile`}
        draft={`profile-${party.id}`}
        files
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="version" value={String(profile.version)} />
        <ProfileFields form={form} logo={profile.logo} kept={typed.logoFile} />
      </Form>
      <Card title={t("profile.trust")}>
        <p>{t(profile.trusted ? "profile.trust.is" : "profile.trust.is_not")}</p>
        <Deed view={view} action={`${back}/trust`} with={{ trusted: profile.trusted ? "" : "yes" }}>
          {t(profile.trusted ? "profile.trust.take" : "profile.trust.give")}
        </Deed>
      </Card>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function save(c: Ctx, nature: Nature) {
  const { party } = await kept(c, nature)
  const { form, typed, logo, errors } = await typedProfile(c)
  if (Object.keys(errors).length) return draw(c, nature, typed, errors)
  const { logoFile: _, logoGone: __, ...texts } = typed
  const input = { ...texts, ...logo, id: party.id, version: Number(textOf(form, "version")) }
  const done = await attempt(act(c, editProfile, input, textOf(form, "key")))
  if ("errors" in done) return draw(c, nature, typed, done.errors)
  return goTo(c, addressOf(party), "profile.saved")
}

/** What an organisation or a body says of itself, written by those who keep its card. */
export function profilePages(app: Pages) {
  for (const nature of natures) {
    const path = `${home[nature]}/:id{[0-9]{1,15}}`
    app.get(`${path}/profile`, (c) => draw(c, nature))
    app.post(`${path}/profile`, (c) => save(c, nature))
    app.post(`${path}/trust`, async (c) => {
      const form = await formOf(c)
      const trusted = textOf(form, "trusted") === "yes"
      await act(c, trustParty, { id: c.req.param("id"), trusted }, textOf(form, "key"))
      const said = trusted ? "profile.trust.given" : "profile.trust.taken"
      return goTo(c, addressOf({ nature, id: Number(c.req.param("id")) }), said)
    })
  }
}
