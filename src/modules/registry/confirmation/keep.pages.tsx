import { staff } from "#platform/actor.ts"
import { understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { DateField, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { addressOf } from "../party/party.ts"
import { cardCrumbs, openedCard } from "../profile/opened-card.ts"
import { changeConfirmationRule } from "./change-rule.ts"
import { confirmCard } from "./confirm-card.ts"
import { loadRule } from "./confirmation.store.ts"
import { type ConfirmationRule, channelsByHand, ruleFields } from "./confirmation.ts"

type Errors = Record<string, Saying>
const statusOf = (errors: Errors) => (Object.keys(errors).length ? 422 : 200)
export const rulePath = "/settings/confirmation"

/** The channels in which somebody tells the staff that a card is right, for a form. */
export const channelChoices = ({ var: { view } }: Ctx) =>
  channelsByHand.map((value) => ({ value, label: view.t(`value.confirmation.channel.${value}`) }))

async function draw(c: Ctx, typed: { channel?: string; on?: string } = {}, errors: Errors = {}) {
  const { view } = c.var
  const { t } = view
  const { party, canEdit } = await openedCard(c, "organisation")
  if (!canEdit) throw notAllowed()
  const back = addressOf(party)
  const values = { channel: "phone", on: longDate(view.today, view.locale), ...typed }
  const labels = { channel: t("confirmation.channel"), on: t("confirmation.day") }
  const form = { view, labels, values, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("confirmation.by_hand")}
      state={t("confirmation.by_hand.what")}
      crumbs={cardCrumbs(view, party)}
    >
      <Form
        form={form}
        action={`${back}/confirmation`}
        buttons={
          <>
            <Button kind="primary">{t("confirmation.by_hand.do")}</Button>
            <LinkButton href={view.href(back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <RadioCards {...field(form, "channel")} choices={channelChoices(c)} />
        <DateField {...field(form, "on")} required />
      </Form>
    </Page>,
    statusOf(errors),
  )
}

async function confirm(c: Ctx) {
  const { party } = await openedCard(c, "organisation")
  const form = await formOf(c)
  const typed = { channel: textOf(form, "channel"), on: textOf(form, "on") }
  const { today } = c.var.view
  const on = understandPastDay(typed.on, today) ?? typed.on
  const input = { id: party.id, channel: typed.channel, on, today }
  const done = await attempt(act(c, confirmCard, input, textOf(form, "key")))
  return "errors" in done ? draw(c, typed, done.errors) : goTo(c, addressOf(party), "confirmation.was_confirmed")
}

type Typed = Record<keyof ConfirmationRule, string>

async function drawRule(c: Ctx, typed?: Typed, errors: Errors = {}) {
  const { view, services, actor } = c.var
  const { t } = view
  if (!staff(actor)) throw notAllowed()
  const [rule, journal] = await Promise.all([
    loadRule(services.db),
    journalFor(services, actor, { kind: "confirmation", id: 1 }),
  ])
  const labels = {
    organisationMonths: t("field.confirmation.organisationMonths"),
    personMonths: t("field.confirmation.personMonths"),
  }
  const form = { view, labels, values: typed ?? rule, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("confirmation.rule")}
      state={t("confirmation.rule.what")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
    >
      <Form form={form} action={rulePath} buttons={<Button kind="primary">{t("registry.form.save")}</Button>}>
        {ruleFields.map((name) => (
          <TextField
            {...field(form, name)}
            inputmode="numeric"
            width="short"
            required
            hint={t("confirmation.months.hint")}
          />
        ))}
      </Form>
      <History view={view} subject="confirmation" entries={journal} />
    </Page>,
    statusOf(errors),
  )
}

async function saveRule(c: Ctx) {
  const form = await formOf(c)
  const typed = Object.fromEntries(ruleFields.map((name) => [name, textOf(form, name)])) as Typed
  const done = await attempt(act(c, changeConfirmationRule, typed, textOf(form, "key")))
  return "errors" in done ? drawRule(c, typed, done.errors) : goTo(c, rulePath, "confirmation.rule.saved")
}

/** The staff writes down a confirmation, and says how often one is asked for. */
export function confirmationPages(app: Pages) {
  const path = "/organisations/:id{[0-9]{1,15}}/confirmation"
  app.get(path, (c) => draw(c))
  app.post(path, confirm)
  app.get(rulePath, (c) => drawRule(c))
  app.post(rulePath, saveRule)
}
