import { answersNotice, incidentTerms } from "#modules/people/public.ts"
import { duplicatesPath } from "#modules/registry/public.ts"
import { ownTerritory } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { signedInOnly } from "#platform/http/signed-in-only.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notAllowed } from "#platform/refusal.ts"
import { fillSlot } from "#platform/slots.ts"
import type { View } from "#platform/view.ts"
import { Card, CardLinks, Figures } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Row, Rows } from "#ui/list.tsx"
import { Day, Moment } from "#ui/time.tsx"
import { RepliesSection } from "../mail-reply/reply-rows.tsx"
import { mayDecide } from "../request/request.policy.ts"
import { most } from "./desk.store.ts"
import { AlarmRows, listOf, numberIn, RequestRow, WaitingRows } from "./desk-rows.tsx"
import { type Desk, loadDesk } from "./load-desk.ts"

const sumOf = (desk: Desk, kinds: (keyof Desk["waiting"])[]) =>
  kinds.reduce((sum, kind) => sum + desk.waiting[kind].count, 0)

/** How many things wait, of all lists that ask for something to be done. */
export const deedsOf = (desk: Desk) =>
  sumOf(desk, ["report", "extend", "propose", "decline", "ask"]) +
  desk.ringing.overdue.count +
  desk.ringing.silent.count +
  desk.ringing.no_term.count +
  desk.unreached.count +
  desk.awaited.count +
  desk.replies.count +
  desk.comments +
  desk.suggestions +
  desk.failed.length

/** «Сегодня 6 дел. Три запроса молчат больше двух недель; …» */
export function stateOfDesk({ t }: Pick<View, "t">, desk: Desk): { count: string; rest: string } {
  const deeds = deedsOf(desk)
  const parts = [
    t("desk.state.report", { count: desk.waiting.report.count }),
    t("desk.state.extend", { count: desk.waiting.extend.count }),
    t("desk.state.ask", { count: desk.waiting.ask.count }),
    t("desk.state.silent", { count: desk.ringing.silent.count, days: desk.days.silentDays }),
    t("desk.state.overdue", { count: desk.ringing.overdue.count }),
  ].filter((part) => part.trim())
  const rest = parts.join("; ")
  return {
    count: deeds > most ? t("desk.state.many", { count: most }) : t("desk.state.deeds", { count: deeds }),
    rest: rest && `${rest[0]!.toUpperCase()}${rest.slice(1)}.`,
  }
}

function Beside({ view, desk }: { view: View; desk: Desk }) {
  const { t } = view
  return (
    <>
      {desk.coming.found.length > 0 && (
        <Card title={t("desk.coming")}>
          <CardLinks
            links={desk.coming.found.map(({ request, day }) => ({
              href: view.href(`/requests/${request}`),
              label: t("desk.coming.one", {
                date: longDate(day, view.locale),
                addressee: desk.requests.get(request)?.addressee,
                number: numberIn(desk, request),
              }),
            }))}
          />
        </Card>
      )}
      {desk.coordinates && (
        <Card title={t("desk.quick")}>
          <CardLinks
            links={[
              { href: view.href("/resolutions/new"), label: t("desk.quick.resolution"), icon: "upload" },
              { href: view.href("/requests"), label: t("desk.quick.call"), icon: "message-square" },
              { href: view.href("/comments"), label: t("comment.desk", { count: desk.comments }), icon: "eye" },
              {
                href: view.href("/suggestions"),
                label: t("suggestion.desk", { count: desk.suggestions }),
                icon: "pencil",
              },
              {
                href: view.href(
                  duplicatesPath[desk.alike.people > 0 && desk.alike.parties === 0 ? "people" : "parties"],
                ),
                label: t("registry.alike.desk", { count: desk.alike.parties + desk.alike.people }),
                icon: "copy",
              },
              { href: view.href("/resolutions"), label: t("execution.quick"), icon: "file-text" },
            ]}
          />
        </Card>
      )}
    </>
  )
}

/** Letters that nobody was reached by: no address, an attempt that failed, a third body that does not reply. */
function Letters({ view, desk }: { view: View; desk: Desk }) {
  const { t } = view
  return (
    <>
      {desk.unreached.count > 0 && (
        <section aria-labelledby="unreached">
          <h2 id="unreached">{t("desk.unreached")}</h2>
          <p>{t("desk.unreached.what")}</p>
          <Rows label={t("desk.unreached")}>
            {desk.unreached.found.map((one) => (
              <RequestRow view={view} desk={desk} one={one} />
            ))}
          </Rows>
          {desk.unreached.count > desk.unreached.found.length && (
            <p>{t("desk.more", { count: desk.unreached.count - desk.unreached.found.length })}</p>
          )}
        </section>
      )}
      {desk.failed.length > 0 && (
        <section aria-labelledby="failed">
          <h2 id="failed">{t("desk.failed")}</h2>
          <Rows label={t("desk.failed")}>
            {desk.failed.map(({ request, to, subject, at }) => (
              <Row
                href={view.href(`/requests/${request.id}`)}
                title={request.addressee}
                mini={[subject, to, <Moment view={view} at={at} />]}
              />
            ))}
          </Rows>
        </section>
      )}
      {desk.awaited.count > 0 && (
        <section aria-labelledby="awaited">
          <h2 id="awaited">{t("desk.awaited")}</h2>
          <Rows label={t("desk.awaited")}>
            {desk.awaited.letters.map((letter) => (
              <Row
                href={view.href(`/letters/${letter.id}`)}
                title={letter.addressee}
                mini={[t("desk.awaited.number", { number: letter.number }), <Day view={view} date={letter.until} />]}
              />
            ))}
          </Rows>
          {desk.awaited.count > desk.awaited.letters.length && (
            <p>{t("desk.more", { count: desk.awaited.count - desk.awaited.letters.length })}</p>
          )}
        </section>
      )}
    </>
  )
}

/** «Мои дела»: what waits for the actor today, in the territories that its grants cover. */
async function deskPage(c: Ctx) {
  const { view, actor } = c.var
  if (!mayDecide(actor)) throw notAllowed()
  const desk = await loadDesk(c)
  const [terms, answers] = await Promise.all([incidentTerms(c), answersNotice(c)])
  const { t } = view
  const { count, rest } = stateOfDesk(view, desk)
  const territory = ownTerritory(actor)
  const figures = [
    { narrowed: { waiting: "report" }, key: "desk.figure.report", n: desk.waiting.report.count },
    { narrowed: { waiting: "extend" }, key: "desk.figure.extend", n: desk.waiting.extend.count },
    { narrowed: { alarm: "silent" }, key: "desk.figure.silent", n: desk.ringing.silent.count },
    { narrowed: { alarm: "overdue" }, key: "desk.figure.overdue", n: desk.ringing.overdue.count },
  ] as const
  return c.html(
    <Page
      view={view}
      title={t("desk.title")}
      state={
        <>
          <b>{count}</b> {rest}
        </>
      }
      aside={<Beside view={view} desk={desk} />}
    >
      {await fillSlot(c, "desk.start", {})}
      {terms}
      {answers}
      {figures.some(({ n }) => n > 0) && (
        <Figures
          label={t("desk.figures")}
          figures={figures
            .filter(({ n }) => n > 0)
            .map(({ narrowed, key, n }) => ({
              href: listOf(view, narrowed, territory),
              count: n,
              label: t(key, { count: n }),
            }))}
        />
      )}
      <WaitingRows view={view} desk={desk} territory={territory} />
      <RepliesSection view={view} replies={desk.replies.found}>
        {desk.replies.count > desk.replies.found.length && (
          <p>
            <a href={view.href("/replies")}>
              {t("desk.more", { count: desk.replies.count - desk.replies.found.length })}
            </a>
          </p>
        )}
      </RepliesSection>
      {(["overdue", "silent", "soon", "no_term"] as const).map((alarm) => (
        <AlarmRows view={view} desk={desk} alarm={alarm} territory={territory} reminds={desk.coordinates} />
      ))}
      <Letters view={view} desk={desk} />
      {!terms && !answers && deedsOf(desk) + desk.ringing.soon.count === 0 && (
        <Empty title={t("desk.empty")} why={t("desk.empty.why")} />
      )}
    </Page>,
  )
}

export function deskPages(app: Pages) {
  app.use("/desk", signedInOnly)
  app.get("/desk", deskPage)
}
