import { z } from "zod"
import { channelsByHand } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { DateField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { crumbsOf } from "../affiliation/affiliation-form.tsx"
import { keptPerson } from "../person/person.pages.tsx"
import { addressOfPerson, fullName, idPath } from "../person/person.ts"
import { confirmPerson, settleAnswer } from "./confirm-person.ts"
import { loadAnswers } from "./load-answers.ts"

const pageSize = 50
const answersPath = "/people/answers"
const query = z.object({ after: z.coerce.number().int().positive().optional().catch(undefined) })

async function list(c: Ctx) {
  const { view, actor } = c.var
  const { t } = view
  if (!staffSomewhere(actor)) throw notAllowed()
  const { after = 0 } = query.parse(c.req.query())
  const { answers, next } = await loadAnswers(c, { after, limit: pageSize })
  return c.html(
    <Page
      view={view}
      title={t("confirmation.answers")}
      state={t("confirmation.answers.what")}
      crumbs={[{ href: "/people", label: t("people.person.list") }]}
    >
      {answers.length > 0 ? (
        <Rows label={t("confirmation.answers")}>
          {answers.map(({ person, answer, words, at }) => (
            <Row
              href={view.href(addressOfPerson(person.id))}
              title={fullName(person)}
              mini={[t(`confirmation.answer.${answer}`), words.slice(0, 200), <Moment view={view} at={at} />]}
            />
          ))}
        </Rows>
      ) : (
        <Empty title={t("confirmation.answers.none")} why={t("confirmation.answers.none.why")} />
      )}
      <Pager
        view={view}
        first={after ? view.href(answersPath) : undefined}
        more={next ? view.href(`${answersPath}?after=${next}`) : undefined}
      />
    </Page>,
  )
}

async function draw(c: Ctx, typed: { channel?: string; on?: string } = {}, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const { person } = await keptPerson(c)
  const back = addressOfPerson(person.id)
  const values = { channel: "phone", on: longDate(view.today, view.locale), ...typed }
  const labels = { channel: t("confirmation.channel"), on: t("confirmation.day") }
  const form = { view, labels, values, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("confirmation.by_hand")}
      state={t("confirmation.person.by_hand.what")}
      crumbs={crumbsOf(view, person)}
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
        <RadioCards
          {...field(form, "channel")}
          choices={channelsByHand.map((value) => ({ value, label: t(`value.confirmation.channel.${value}`) }))}
        />
        <DateField {...field(form, "on")} required />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function confirm(c: Ctx) {
  const form = await formOf(c)
  const typed = { channel: textOf(form, "channel"), on: textOf(form, "on") }
  const { today } = c.var.view
  const id = c.req.param("id") ?? ""
  const input = { id, channel: typed.channel, on: understandPastDay(typed.on, today) ?? typed.on, today }
  const done = await attempt(act(c, confirmPerson, input, textOf(form, "key")))
  return "errors" in done ? draw(c, typed, done.errors) : goTo(c, addressOfPerson(id), "confirmation.was_confirmed")
}

async function settle(c: Ctx) {
  const id = c.req.param("id") ?? ""
  await act(c, settleAnswer, { id, today: c.var.view.today }, textOf(await formOf(c), "key"))
  return goTo(c, addressOfPerson(id), "confirmation.person.was_settled")
}

/** The staff writes a confirmation down, and does what people wrote by their links. */
export function personConfirmationPages(app: Pages) {
  app.get(answersPath, list)
  app.get(`/people/${idPath}/confirmation`, (c) => draw(c))
  app.post(`/people/${idPath}/confirmation`, confirm)
  app.post(`/people/${idPath}/confirmation/settlement`, settle)
}
