import { allDirections, allTerritories, partyById, partyByName } from "#modules/registry/public.ts"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { type Guard, judgeForm, newGuard, sameGuard } from "#platform/http/guard-form.tsx"
import { act, attempt, formOf, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"
import { formBuckets } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { normalEmail } from "#platform/session/user/user.store.ts"
import { siteOf } from "#platform/site.ts"
import { CardLinks } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import type { ApplicationKind } from "./application.ts"
import { applicationInput } from "./application-input.ts"
import { JoinPage, type JoinTyped, joinNames } from "./join-form.page.tsx"
import { sendApplication } from "./send-application.ts"

type Again = {
  typed?: JoinTyped
  directions?: string[]
  guard?: Guard
  errors?: Record<string, Saying>
  status?: 422 | 429
}

async function draw(c: Ctx, kind: ApplicationKind, { typed = {}, directions = [], guard, errors, status }: Again = {}) {
  const { view, services } = c.var
  const [territories, known] = await Promise.all([allTerritories(services.db), allDirections(services.db)])
  const asked = Number(c.req.query("party"))
  const party = asked > 0 && !typed.partyId ? await partyById(services.db, asked) : undefined
  return c.html(
    <JoinPage
      view={view}
      {...{ kind, territories, directions, known }}
      typed={party ? { ...typed, partyId: party.name } : typed}
      guard={guard ?? newGuard(services)}
      errors={errors ?? {}}
    />,
    status ?? 200,
  )
}

async function send(c: Ctx, kind: ApplicationKind) {
  const { services, view } = c.var
  const { db, clock } = services
  const form = await formOf(c)
  const typed: JoinTyped = Object.fromEntries(joinNames.map((name) => [name, textOf(form, name)]))
  const directions = [form.directions ?? []].flat().filter((one) => typeof one === "string")
  const again = (errors: Record<string, Saying>, more: Again = {}) =>
    draw(c, kind, { typed, directions, guard: sameGuard(services, form), errors, status: 422, ...more })
  const application = {
    ...typed,
    kind,
    territoryId: Number(typed.territoryId) || undefined,
    directions: directions.map(Number),
    // A name that is nobody's is refused by the command as the id of nobody.
    partyId: kind === "person" ? ((await partyByName(db, typed.partyId ?? ""))?.id ?? 0) : undefined,
  }
  const parsed = applicationInput.safeParse(application)
  if (!parsed.success) return again(sayingsOf(parsed.error))
  const buckets = formBuckets("join", normalEmail(parsed.data.email), clientAddress(c))
  const wait = await take(db, buckets.all, clock.now())
  if (wait) return again({ "": tooOften(c, wait) }, { status: 429 })
  const judged = await judgeForm(c, form, buckets.unasked)
  if (judged) return again(judged.errors, { guard: judged.guard })
  const input = { application: parsed.data, site: siteOf(services) }
  const done = await attempt(act(c, sendApplication, input, textOf(form, "key")))
  if ("errors" in done) return again(done.errors)
  return c.html(
    <Page
      view={view}
      narrow
      title={view.t("people.join.check")}
      state={view.t("people.join.sent", { email: parsed.data.email })}
    >
      <p>{view.t("people.join.check.what")}</p>
    </Page>,
  )
}

/** «Присоединиться»: for organisations and for people, without an account. */
export function joinPages(app: Pages) {
  app.get("/join", (c) => {
    const { view } = c.var
    const { t } = view
    const link = (kind: ApplicationKind) => ({ href: view.href(`/join/${kind}`), label: t(`people.join.${kind}`) })
    return c.html(
      <Page
        view={view}
        title={t("people.join.title")}
        description={t("people.join.about")}
        state={t("people.join.about")}
      >
        <CardLinks links={[link("organisation"), link("person")]} />
      </Page>,
    )
  })
  for (const kind of ["organisation", "person"] as const) {
    app.get(`/join/${kind}`, (c) => draw(c, kind))
    app.post(`/join/${kind}`, (c) => send(c, kind))
  }
}
