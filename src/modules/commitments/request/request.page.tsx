import { numberOf } from "#modules/deliberation/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { View } from "#platform/view.ts"
import { Card, type CardLink, CardLinks, Facts } from "#ui/card.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { LeadingLine } from "#ui/leading-line.tsx"
import { RequestLetters } from "../letter/request-letters.tsx"
import { repliesOfRecipient } from "../mail-reply/reply.store.ts"
import { RepliesSection } from "../mail-reply/reply-rows.tsx"
import { MilestoneList } from "../milestone/milestone.page.tsx"
import { milestonesOf } from "../milestone/milestone.store.ts"
import { legsOf } from "../progress/item-progress.tsx"
import { LinkCard } from "../recipient/link-card.tsx"
import { siteOf } from "../site.ts"
import { remindersOf } from "../watch/register.store.ts"
import { RemindersOfRequest } from "../watch/reminder-list.tsx"
import { Parts, SideBySide, Terms } from "./beside.tsx"
import { loadRequest, type WholeRequest } from "./load-request.ts"
import { openActs } from "./open-acts.ts"
import { canAsk, canDecide } from "./request.policy.ts"
import { type Request, requestsOfItem } from "./request.store.ts"
import { possible } from "./request.ts"
import { requestWord } from "./request-words.ts"
import { Thread } from "./thread.tsx"
import { WaitingCards } from "./waiting.tsx"

export const shortened = (text: string, limit = 90) =>
  text.length <= limit ? text : `${text.slice(0, limit).replace(/\s+\S*$/, "")}…`
const capitalised = (text: string) => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** «Администрация: пункт 3» */
export const requestTitle = ({ t }: View, { request, item }: Pick<WholeRequest, "request" | "item">) =>
  t("request.title", { addressee: request.addressee, number: numberOf(item).replace(/\.$/, "") })

/** The way to a request, for pages under it as well. */
export const crumbsOf = (view: View, { request, item }: WholeRequest, own = false) => [
  { href: "/resolutions", label: view.t("resolution.list.title") },
  { href: `/resolutions/${item.resolution.id}`, label: shortened(item.resolution.title, 60) },
  { href: `/items/${item.id}`, label: view.t("item.one", { path: numberOf(item).replace(/\.$/, "") }) },
  ...(own ? [{ href: `/requests/${request.id}`, label: shortened(request.addressee, 60) }] : []),
]

/** Where it stands, in words, and what time says about it. */
function State({ view, request }: { view: View; request: Request }) {
  const { t, today } = view
  const { stage, share } = request
  const left = request.termOn && daysBetween(today, request.termOn)
  return (
    <>
      <b>{`${capitalised(requestWord(view, request).text)}.`.replace(/\.\.$/, ".")}</b>{" "}
      {stage === "asked" && t("request.state.silent", { days: daysBetween(request.askedOn, today) })}
      {stage === "received" &&
        request.consideredUntil &&
        request.consideredUntil < today &&
        t("request.state.considered", { days: daysBetween(request.consideredUntil, today) })}
      {stage === "accepted" &&
        typeof left === "number" &&
        (left < 0 ? t("request.state.late", { days: -left }) : t("request.state.left", { days: left }))}{" "}
      {stage === "accepted" && share > 0 && t("request.state.share", { share })}
    </>
  )
}

/** What the reader may do besides answering what waits. */
function deeds(view: View, { request, waiting, scopes }: WholeRequest): CardLink[] {
  const { t, actor } = view
  const base = `/requests/${request.id}`
  const open = ["asked", "received", "accepted"].includes(request.stage)
  const may = (kind: "release" | "withdraw" | "reopen") =>
    possible(kind, request, waiting) && canDecide(actor, kind, scopes)
  const links: (CardLink | false)[] = [
    open && canAsk(actor, scopes) && { href: `${base}/call`, label: t("request.call.title"), icon: "message-square" },
    open && canAsk(actor, scopes) && { href: `${base}/answer`, label: t("request.record.title"), icon: "inbox" },
    open && canAsk(actor, scopes) && { href: `${base}/parts`, label: t("request.split.title"), icon: "split" },
    request.stage !== "reported" &&
      may("release") && { href: `${base}/decision/release`, label: t("request.decide.without_report"), icon: "check" },
    may("withdraw") && { href: `${base}/decision/withdraw`, label: t("request.decide.withdraw"), icon: "circle-minus" },
    may("reopen") && { href: `${base}/decision/reopen`, label: t("request.decide.reopen"), icon: "clock" },
  ]
  return links.flatMap((link) => (link ? [{ ...link, href: view.href(link.href) }] : []))
}

async function Beside({ c, loaded }: { c: Ctx; loaded: WholeRequest }) {
  const { recipient, scopes } = loaded
  const { view, services, actor } = c.var
  const { t } = view
  const links = deeds(view, loaded)
  const reminders = await remindersOf(services.db, [loaded.request.id])
  return (
    <>
      {links.length > 0 && (
        <Card title={t("request.deeds")}>
          <CardLinks links={links} />
        </Card>
      )}
      <Card title={t("request.recipient")}>
        <Facts
          facts={[
            [t("request.field.addressee"), recipient.addressee],
            [t("request.field.email"), recipient.email || t("request.no_email")],
            [
              t("request.field.answerer"),
              [recipient.answererName, recipient.answererPost].filter(Boolean).join(", ") || false,
            ],
          ]}
        />
      </Card>
      {canAsk(actor, scopes) && <LinkCard view={view} recipient={recipient} site={siteOf(services)} />}
      <RemindersOfRequest view={view} reminders={reminders.get(loaded.request.id)} />
    </>
  )
}

/** A request: where it stands, its way, what waits, what was said; for others than the staff its open part. */
export async function requestPage(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  const loaded = await loadRequest(c)
  const { request, item, acts, whole, recipient } = loaded
  const all = await requestsOfItem(services.db, request.itemId)
  const names = new Map(all.map((one) => [one.id, one.addressee]))
  const open = openActs(acts)
  const steps = whole ? await milestonesOf(services.db, request.id) : []
  const replies = canAsk(view.actor, loaded.scopes) ? await repliesOfRecipient(services.db, recipient.id) : []
  const plannable = request.stage === "accepted" && canAsk(actor, loaded.scopes)
  const parent = all.find((one) => one.id === request.parentId)
  return c.html(
    <Page
      view={view}
      title={requestTitle(view, loaded)}
      crumbs={crumbsOf(view, loaded)}
      sub={
        parent && (
          <a href={view.href(`/requests/${parent.id}`)}>
            {t(`request.from.${request.relation ?? "part"}`, { addressee: parent.addressee })}
          </a>
        )
      }
      state={<State view={view} request={request} />}
      description={shortened(request.wording || item.text, 200)}
      aside={whole && <Beside c={c} loaded={loaded} />}
    >
      {whole && acts.length > 0 && !recipient.email && (
        <Notice tone="warn">
          <p>{t("request.paper_only")}</p>
        </Notice>
      )}
      <blockquote>
        <p>{request.wording || item.text}</p>
      </blockquote>
      {request.wording && request.relation !== "part" && <p>{t("request.wording_was", { text: item.text })}</p>}
      <LeadingLine
        legs={legsOf(view, { request, acts: open })}
        caption={t("progress.line", { name: request.addressee })}
      />
      {whole && <WaitingCards view={view} loaded={loaded} />}
      <RepliesSection view={view} replies={replies} />
      <section aria-labelledby="thread">
        <h2 id="thread">{t("request.thread")}</h2>
        <Thread view={view} loaded={loaded} names={names} />
      </section>
      <Terms view={view} acts={acts} />
      <MilestoneList view={view} base={plannable ? `/requests/${request.id}/steps` : undefined} milestones={steps} />
      <Parts view={view} all={all} id={request.id} />
      <SideBySide view={view} all={all} id={request.id} />
      {canAsk(actor, loaded.scopes) && <RequestLetters c={c} requestId={request.id} />}
    </Page>,
  )
}
