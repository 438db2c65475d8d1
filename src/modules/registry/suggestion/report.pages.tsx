import { signedIn } from "#platform/actor.ts"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { type Guard, GuardFields, guardLabel, judgeForm, newGuard, sameGuard } from "#platform/http/guard-form.tsx"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"
import { formBuckets } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { Button } from "#ui/button.tsx"
import { TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { addressOf, home, type Nature, natures } from "../party/party.ts"
import { cardCrumbs, openedCard } from "../profile/opened-card.ts"
import { reportMistake } from "./report-mistake.ts"

type Again = {
  words?: string
  email?: string
  guard?: Guard
  errors?: Record<string, Saying>
  status?: 422 | 429
}

async function draw(c: Ctx, nature: Nature, { words = "", email = "", guard, errors = {}, status }: Again = {}) {
  const { view, actor, services } = c.var
  const { t } = view
  const { party } = await openedCard(c, nature)
  const guarded = signedIn(actor) ? undefined : (guard ?? newGuard(services))
  const labels = {
    words: t("suggestion.report.words"),
    email: t("suggestion.report.email"),
    answer: guarded ? guardLabel(view, guarded) : "",
  }
  const form = { view, labels, values: { words, email }, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("suggestion.report")}
      state={t("suggestion.report.state")}
      crumbs={cardCrumbs(view, party)}
    >
      <Form
        form={form}
        action={`${addressOf(party)}/mistake`}
        buttons={<Button kind="primary">{t("suggestion.report.send")}</Button>}
      >
        <TextArea {...field(form, "words")} rows={5} maxlength={2000} required hint={t("suggestion.report.hint")} />
        {guarded && (
          <>
            <TextField
              {...field(form, "email")}
              type="email"
              autocomplete="email"
              maxlength={200}
              exact
              hint={t("suggestion.report.email_hint")}
            />
            <GuardFields view={view} guard={guarded} />
          </>
        )}
      </Form>
    </Page>,
    status ?? 200,
  )
}

async function report(c: Ctx, nature: Nature) {
  const { services, actor } = c.var
  const { db, clock } = services
  const { party } = await openedCard(c, nature)
  const form = await formOf(c)
  const known = signedIn(actor)
  const typed = { words: textOf(form, "words"), email: known ? "" : textOf(form, "email") }
  const again = (errors: Record<string, Saying>, more: Again = {}) =>
    draw(c, nature, { ...typed, guard: sameGuard(services, form), errors, status: 422, ...more })
  const parsed = reportMistake.input.safeParse({ id: party.id, ...typed })
  if (!parsed.success) return again(sayingsOf(parsed.error))
  const buckets = formBuckets("mistake", typed.email, clientAddress(c))
  const wait = await take(db, typed.email ? buckets.all : buckets.all.slice(0, 1), clock.now())
  if (wait) return again({ "": tooOften(c, wait) }, { status: 429 })
  const judged = known ? null : await judgeForm(c, form, buckets.unasked)
  if (judged) return again(judged.errors, { guard: judged.guard })
  const done = await attempt(act(c, reportMistake, { id: party.id, ...typed }, textOf(form, "key")))
  if ("errors" in done) return again(done.errors)
  return goTo(c, known ? `/suggestions/${done.value.id}` : addressOf(party), "suggestion.report.was_sent")
}

/** How anybody tells of a mistake on a card; whoever has no account may leave an address for the answer. */
export function reportPages(app: Pages) {
  for (const nature of natures) {
    const path = `${home[nature]}/:id{[0-9]{1,15}}/mistake`
    app.get(path, (c) => draw(c, nature))
    app.post(path, (c) => report(c, nature))
  }
}
