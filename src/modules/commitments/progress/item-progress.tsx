import type { Ctx } from "#platform/http/env.ts"
import { shortDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { LeadingLine } from "#ui/leading-line.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { requestWord } from "../request/request-words.ts"
import { OpenActs } from "./open-act-list.tsx"
import { progressOfItem } from "./progress.store.ts"

type Progress = Awaited<ReturnType<typeof progressOfItem>>[number]

/** On the page of an item: each addressee's way from the question to the deed, with dates. */
export async function itemProgress(c: Ctx, { id }: { id: number }) {
  const { view, services } = c.var
  const all = await progressOfItem(services.db, id)
  if (!all.length) return null
  const names = new Map(all.map(({ request }) => [request.id, request.addressee]))
  return (
    <section aria-labelledby="progress">
      <h2 id="progress">{view.t("progress.title")}</h2>
      {all.map((one) => (
        <Way view={view} one={one} names={names} many={all.length > 1} />
      ))}
    </section>
  )
}

/** One addressee: the line with dates, then what was said. */
function Way(props: { view: View; one: Progress; names: Map<number, string>; many: boolean }) {
  const { view, one, names, many } = props
  const { request, acts } = one
  const { t } = view
  const word = requestWord(view, request)
  return (
    <article class="trail" id={`request-${request.id}`}>
      <h3>
        <a href={view.href(`/requests/${request.id}`)}>{request.addressee}</a>
        {many && request.role === "joint" && ` (${t("item.role.joint")})`}
      </h3>
      <StateMark tone={word.tone} word={word.text} />
      {request.wording && <p>{t("progress.wording", { text: request.wording })}</p>}
      <LeadingLine legs={legsOf(view, one)} caption={t("progress.line", { name: request.addressee })} />
      <OpenActs view={view} acts={acts} names={names} />
    </article>
  )
}

/** Marks of the way that were reached, with the day of each; those ahead carry a dash. */
export function legsOf(view: View, { request, acts }: Progress) {
  const { t } = view
  const lastReport = acts.findLast((act) => act.kind === "report" && act.share === 100)
  const marks = [
    { label: t("progress.leg.asked"), on: request.askedOn },
    { label: t("progress.leg.answered"), on: request.answeredOn },
    { label: t("progress.leg.accepted"), on: request.takenOn },
    { label: t("progress.leg.reported"), on: request.takenOn && lastReport ? lastReport.onDay : null },
    { label: t("progress.leg.released"), on: request.releasedOn },
  ]
  const ended = request.stage === "declined" || request.stage === "handed_over" || request.stage === "withdrawn"
  const shown = ended ? marks.filter((mark) => mark.on) : marks
  return shown.map(({ label, on }, i) => ({
    count: on ? shortDate(on, view.locale) : "–",
    label,
    share: shown[i + 1]?.on ? 1 : 0,
    ahead: !on,
  }))
}
