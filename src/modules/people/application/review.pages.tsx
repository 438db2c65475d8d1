import { partyNames } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { siteOf } from "#platform/site.ts"
import { ChipLinks } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import { reachOf } from "../person/person.policy.ts"
import { canDecideAppeal, canReview, reviewsSomewhere, scopesOfApplication } from "./application.policy.ts"
import { applicationById, countApplications, listApplications, stepsOf } from "./application.store.ts"
import { type ApplicationState, applicationStates, stateAfter } from "./application.ts"
import { stateTone, stateWord, titleOf } from "./application-words.ts"
import { confirmApplication } from "./confirm-application.ts"
import { likelyParties, likelyPeople } from "./find-likely.ts"
import { namesOf } from "./follow.pages.tsx"
import { ReviewPage } from "./review.page.tsx"
import { askApplicant, declineApplication } from "./review-application.ts"

const pageSize = 50
const shownStates = applicationStates.filter((state) => state !== "draft")

async function list(c: Ctx) {
  const { view, actor, services } = c.var
  const { t } = view
  if (!reviewsSomewhere(actor)) throw notAllowed()
  const state = shownStates.find((one) => one === c.req.query("state"))
  const after = Number(c.req.query("after")) || undefined
  const reach = await reachOf(services.db, actor)
  const [found, counts] = await Promise.all([
    listApplications(services.db, { reach, state }, { after, limit: pageSize + 1 }),
    countApplications(services.db, { reach }, shownStates),
  ])
  const page = found.slice(0, pageSize)
  const path = (query: { state?: ApplicationState | undefined; after?: number }) => {
    const given = Object.entries(query).flatMap(([name, value]) =>
      value ? [[name, String(value)] as [string, string]] : [],
    )
    return view.href(given.length ? `/applications?${new URLSearchParams(given)}` : "/applications")
  }
  const chips = shownStates
    .filter((one) => counts.get(one) || one === state)
    .map((one) => ({
      label: stateWord(t, one),
      href: path({ state: one }),
      current: one === state,
      count: counts.get(one) ?? 0,
    }))
  return c.html(
    <Page view={view} title={t("people.application.list")} state={t("people.application.list.about")}>
      {chips.length > 0 && (
        <ChipLinks
          label={t("people.application.states")}
          chips={[{ label: t("people.application.all"), href: path({}), current: !state }, ...chips]}
        />
      )}
      {page.length > 0 ? (
        <Rows label={t("people.application.list")}>
          {page.map((one) => (
            <Row
              href={view.href(`/applications/${one.id}`)}
              title={titleOf(one)}
              mini={[
                t(`people.application.kind.${one.kind}`),
                <Moment view={view} at={one.submittedAt ?? one.createdAt} />,
              ]}
              end={<StateMark tone={stateTone(one.state)} word={stateWord(t, one.state)} />}
            />
          ))}
        </Rows>
      ) : (
        <Empty title={t("people.application.none")} why={t("people.application.none.why")} />
      )}
      <Pager
        view={view}
        first={after ? path({ state }) : undefined}
        more={found.length > pageSize ? path({ state, after: page.at(-1)!.id }) : undefined}
      />
    </Page>,
  )
}

type Typed = { step: string; text: string; party: string; person: string }

async function draw(c: Ctx, typed: Partial<Typed> = {}, errors: Record<string, Saying> = {}) {
  const { view, actor, services } = c.var
  const { db } = services
  if (!reviewsSomewhere(actor)) throw notAllowed()
  const one = await applicationById(db, Number(c.req.param("id")))
  if (!one || one.state === "draft" || !canReview(actor, one.kind, await scopesOfApplication(db, one))) throw notFound()
  const steps = await stepsOf(db, one.id)
  const mine = one.state !== "appealed" || canDecideAppeal(actor, steps)
  const can = (["confirm", "ask", "decline"] as const).filter((step) => mine && stateAfter(one.state, step, steps))
  const deciding = can.includes("confirm")
  const [names, parties, people] = await Promise.all([
    namesOf(c, one),
    deciding ? likelyParties(db, one) : [],
    deciding ? likelyPeople(db, actor, one, view.today) : [],
  ])
  const party = one.partyId === null ? undefined : (await partyNames(db, [one.partyId])).get(one.partyId)
  return c.html(
    <ReviewPage view={view} {...{ one, steps, can, mine, names, parties, people, party, typed, errors }} />,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function send(c: Ctx) {
  const form = await formOf(c)
  const typed: Typed = {
    step: textOf(form, "step"),
    text: textOf(form, "text"),
    party: textOf(form, "party"),
    person: textOf(form, "person"),
  }
  const { step, text } = typed
  const input = { id: c.req.param("id"), text, site: siteOf(c.var.services) }
  const key = textOf(form, "key")
  const sure = { ...input, partyId: Number(typed.party) || null, personId: typed.person || null }
  const deeds = {
    ask: () => act(c, askApplicant, input, key),
    decline: () => act(c, declineApplication, input, key),
    confirm: () => act(c, confirmApplication, sure, key),
  }
  if (step !== "ask" && step !== "decline" && step !== "confirm")
    return draw(c, typed, { "": { key: "invalid.choice" } })
  const done = await attempt<{ id: number }>(deeds[step]())
  return "errors" in done
    ? draw(c, typed, done.errors)
    : goTo(c, `/applications/${done.value.id}`, `people.application.done.${step}`)
}

/** «Заявки»: what waits for whoever looks at them, and one with all that was said. */
export function reviewPages(app: Pages) {
  app.get("/applications", list)
  app.get("/applications/:id{[0-9]{1,15}}", (c) => draw(c))
  app.post("/applications/:id{[0-9]{1,15}}", send)
}
