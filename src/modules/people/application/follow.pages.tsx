import { allDirections, allTerritories } from "#modules/registry/public.ts"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { linkBucket } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { siteOf } from "#platform/site.ts"
import { Button } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { TextArea } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { type Application, stepsOf } from "./application.store.ts"
import { ownSteps, stateAfter } from "./application.ts"
import { ApplicationFacts, ApplicationSteps } from "./application-facts.tsx"
import { stateTone, stateWord, titleOf } from "./application-words.ts"
import { applicationOfToken, followApplication } from "./follow-application.ts"

/** The application of a link. Those that were never given out are counted, so that guessing is hopeless. */
async function opened(c: Ctx) {
  const { db, clock, secret } = c.var.services
  const token = c.req.param("token") ?? ""
  const one = await applicationOfToken(db, secret, token)
  if (one) return { token, one }
  const wait = await take(db, [linkBucket(clientAddress(c))], clock.now())
  if (!wait) throw notFound()
  const { key, params } = tooOften(c, wait)
  throw new Refusal(429, key, params)
}

/** What its page says of an application, by names. */
export async function namesOf(c: Ctx, one: Application) {
  const { db } = c.var.services
  const [territories, known] = await Promise.all([allTerritories(db), allDirections(db)])
  return {
    place: territories.find(({ id }) => id === one.territoryId)?.name ?? "",
    directions: known.filter(({ id }) => one.directions.includes(id)).map(({ nameRu }) => nameRu),
  }
}

async function draw(c: Ctx, text = "", step = "", errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t } = view
  const { token, one } = await opened(c)
  const steps = await stepsOf(services.db, one.id)
  const action = `/application/${token}`
  const can = ownSteps.filter((own) => stateAfter(one.state, own, steps))
  const asked = steps.findLast(({ kind }) => kind === "ask")?.text
  return c.html(
    <Page
      view={view}
      narrow
      title={t("people.application.title", { what: titleOf(one) })}
      state={<StateMark tone={stateTone(one.state)} word={stateWord(t, one.state)} />}
    >
      <p>{t(`people.application.now.${one.state}`)}</p>
      {can
        .filter((own) => own !== "withdraw")
        .map((own) => {
          const writes = own !== "submit"
          const labels = {
            text: t(own === "appeal" ? "people.application.appeal.text" : "people.application.reply.text"),
          }
          const form = { view, labels, values: { text: step === own ? text : "" }, errors: step === own ? errors : {} }
          return (
            <Form
              form={form}
              action={action}
              {...(writes && { draft: `application-${one.id}` })}
              buttons={
                <Button kind="primary" name="step" value={own}>
                  {t(`people.application.do.${own}`)}
                </Button>
              }
            >
              {own === "reply" && asked && <p class="text-around">{asked}</p>}
              {writes && <TextArea {...field(form, "text")} required rows={5} maxlength={4000} />}
            </Form>
          )
        })}
      <Card title={t("people.application.what")}>
        <ApplicationFacts view={view} one={one} {...(await namesOf(c, one))} />
      </Card>
      {steps.length > 0 && (
        <Card title={t("people.application.steps")}>
          <ApplicationSteps view={view} steps={steps} />
        </Card>
      )}
      {can.includes("withdraw") && (
        <details>
          <summary>{t("people.application.do.withdraw")}</summary>
          <Form
            form={{ view, labels: {}, errors: step === "withdraw" ? errors : {} }}
            action={action}
            buttons={
              <Button kind="danger" name="step" value="withdraw">
                {t("people.application.do.withdraw")}
              </Button>
            }
          >
            <p>{t("people.application.withdraw.what")}</p>
          </Form>
        </details>
      )}
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function send(c: Ctx) {
  const { token } = await opened(c)
  const form = await formOf(c)
  const [step, text] = [textOf(form, "step"), textOf(form, "text")]
  const input = { token, step, text, site: siteOf(c.var.services) }
  const done = await attempt(act(c, followApplication, input, textOf(form, "key")))
  return "errors" in done
    ? draw(c, text, step, done.errors)
    : goTo(c, `/application/${token}`, "people.application.taken")
}

/** `/application/:token`: the applicant follows its application without an account; opening it changes nothing. */
export function followPages(app: Pages) {
  app.get("/application/:token", (c) => draw(c))
  app.post("/application/:token", send)
}
