import { allTerritories, partyNames, pathUp } from "#modules/registry/public.ts"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { linkBucket } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { siteOf } from "#platform/site.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { TextArea } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Moment } from "#ui/time.tsx"
import { affiliationsOf } from "../affiliation/affiliation.store.ts"
import { present } from "../affiliation/affiliation.ts"
import { roleWord } from "../affiliation/affiliation-words.ts"
import type { Person } from "../person/person.store.ts"
import { fullName } from "../person/person.ts"
import { labelsOf } from "../person/person-words.ts"
import { answerPerson, type Letter, openLetter } from "./answer-person.ts"

type Opened = { token: string; base: string; letter: Letter; person: Person }
type Step = "changed" | "over"

/** A page behind the link of a letter: whoever comes acts as its holder and nobody else; guesses are counted. */
const withLetter =
  (draw: (c: Ctx, opened: Opened) => Response | Promise<Response>) =>
  async (c: Ctx): Promise<Response> => {
    const { db, clock, secret } = c.var.services
    const token = c.req.param("token") ?? ""
    const found = await openLetter(db, { secret, token, now: clock.now(), today: c.var.view.today })
    if (found === "unknown") {
      const { name, limit } = linkBucket(clientAddress(c))
      const wait = await take(db, [{ name: `card-${name}`, limit }], clock.now())
      if (!wait) throw notFound()
      const { key, params } = tooOften(c, wait)
      throw new Refusal(429, key, params)
    }
    if (typeof found === "string") throw new Refusal(410, `confirmation.closed.${found}`)
    c.set("actor", { kind: "link", id: found.number })
    return draw(c, { ...found, token, base: `/own-card/${token}` })
  }

/** What is kept of the person, for the person or its guardian. */
async function facts(c: Ctx, person: Person) {
  const { view, services } = c.var
  const labels = labelsOf(view)
  const [territories, known] = await Promise.all([
    allTerritories(services.db),
    affiliationsOf(services.db, [person.id]),
  ])
  const belongs = present(known.get(person.id) ?? [], view.today)
  const parties = await partyNames(
    services.db,
    belongs.map(({ partyId }) => partyId),
  )
  const place = pathUp(territories, person.territoryId).map(({ name }) => name)
  return (
    <Facts
      facts={[
        [labels.birthOn, person.birthOn && longDate(person.birthOn, view.locale)],
        [labels.territoryId, place.join(", ")],
        [labels.phone, person.phone],
        [labels.email, person.email],
        [labels.address, person.address],
        [view.t("field.person.availability"), person.availability],
        [view.t("field.person.experience"), person.experience],
        [
          view.t("people.affiliation.list"),
          belongs.length > 0 &&
            belongs.map(({ partyId, role, post }, i) => [
              i > 0 && <br />,
              `${parties.get(partyId)?.name ?? ""}: ${post || roleWord(view.t, role)}`,
            ]),
        ],
      ]}
    />
  )
}

async function draw(c: Ctx, { letter, person, base }: Opened) {
  const { view } = c.var
  const { t } = view
  if (letter.answer && letter.answeredAt)
    return c.html(
      <Page
        view={view}
        narrow
        title={t("confirmation.thanks")}
        state={t(`confirmation.person.thanks.${letter.answer}`)}
      >
        <p class="mini">
          {t("confirmation.answered")} <Moment view={view} at={letter.answeredAt} />
        </p>
      </Page>,
    )
  const whose = letter.guardianId === null ? "own" : "child"
  return c.html(
    <Page view={view} narrow title={t("confirmation.title")} state={t("confirmation.person.what", { whose })}>
      <Card title={fullName(person)}>{await facts(c, person)}</Card>
      <div class="buttons">
        <Deed view={view} action={base} kind="primary" icon="check">
          {t("confirmation.do.right")}
        </Deed>
        <LinkButton icon="pencil" href={view.href(`${base}/changed`)}>
          {t("confirmation.do.changed")}
        </LinkButton>
        <LinkButton href={view.href(`${base}/over`)}>{t("confirmation.person.do.over", { whose })}</LinkButton>
      </div>
    </Page>,
  )
}

function drawStep(c: Ctx, opened: Opened, step: Step, words = "", errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const { letter, person, base } = opened
  if (letter.answer) return draw(c, opened)
  const whose = letter.guardianId === null ? "own" : "child"
  const title = step === "changed" ? t("confirmation.changes") : t("confirmation.person.do.over", { whose })
  const form = { view, labels: { words: t(`confirmation.person.words.${step}`) }, values: { words }, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={title}
      state={t(`confirmation.person.${step}.what`)}
      crumbs={[{ href: base, label: t("confirmation.title") }]}
    >
      {step === "changed" && person.userId !== null && (
        <p>
          {t("confirmation.person.by_account")}{" "}
          <a href={view.href(`/sign-in?next=${encodeURIComponent("/me/edit")}`)}>{t("people.me.edit")}</a>
        </p>
      )}
      <Form
        form={form}
        action={`${base}/${step}`}
        buttons={
          <>
            <Button kind="primary">{t("confirmation.over.send")}</Button>
            <LinkButton href={view.href(base)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <TextArea
          {...field(form, "words")}
          rows={5}
          maxlength={2000}
          required={step === "changed"}
          hint={t(`confirmation.person.words.${step}.hint`)}
        />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

const send = (answer: "right" | Step) =>
  withLetter(async (c, opened) => {
    const form = await formOf(c)
    const words = textOf(form, "words")
    const given = { token: opened.token, answer, words, site: siteOf(c.var.services) }
    const done = await attempt(act(c, answerPerson, given, textOf(form, "key")))
    if (!("errors" in done)) return goTo(c, opened.base)
    return answer === "right" ? draw(c, opened) : drawStep(c, opened, answer, words, done.errors)
  })

/** `/own-card/:token`: a person, or the guardian of a minor, looks through the card without an account. */
export function ownCardPages(app: Pages) {
  app.get("/own-card/:token", withLetter(draw))
  app.post("/own-card/:token", send("right"))
  for (const step of ["changed", "over"] as const) {
    app.get(
      `/own-card/:token/${step}`,
      withLetter((c, opened) => drawStep(c, opened, step)),
    )
    app.post(`/own-card/:token/${step}`, send(step))
  }
}
