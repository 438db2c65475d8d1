import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { LeadingLine } from "#ui/leading-line.tsx"
import { Mini } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { actInWords } from "../progress/open-act-list.tsx"
import { legsOfState } from "../progress/resolution-progress.tsx"
import type { Report, ReportItem, ReportRow } from "./execution.ts"
import {
  addresseeInWords,
  figuresInWords,
  itemNumber,
  itemState,
  rowState,
  sectionHeading,
  termInWords,
} from "./execution-words.ts"

/** The state in words, as every page begins. */
export function ReportState({ view, report }: { view: View; report: Report }) {
  const { lead, rest } = figuresInWords(view, report)
  return (
    <>
      <b>{lead}</b>
      {rest}
    </>
  )
}

/** `open`: the reader may open the items, which therefore are links. */
type BodyProps = { view: View; report: Report; open?: boolean }

/** The line, then every item with whom it was addressed to and what came of it. */
export function ReportBody({ view, report, open = true }: BodyProps) {
  const { t, locale } = view
  return (
    <>
      <LeadingLine
        legs={legsOfState(view, report.figures, report.items)}
        caption={t("progress.legs.caption", { date: longDate(report.on, locale) })}
      />
      {report.sections.length === 0 && <p>{t("execution.nothing")}</p>}
      {report.sections.map(({ items }, i) => {
        const heading = sectionHeading(view, report, i)
        return (
          <section class="block">
            <h2 class={heading ? undefined : "unseen"}>{heading ?? t("execution.items")}</h2>
            <ol class="items">
              {items.map((item) => (
                <ReportLine view={view} report={report} item={item} open={open} />
              ))}
            </ol>
          </section>
        )
      })}
    </>
  )
}

function ReportLine({ view, report, item, open }: Required<BodyProps> & { item: ReportItem }) {
  const words = item.struck ? <del>{item.words}</del> : item.words
  const state = itemState(view, item, report.on)
  const sole = item.rows.length === 1 && item.rows[0]?.request?.stage === item.standing?.stage
  return (
    <li>
      <span class="no">{itemNumber(item)}</span>
      <div>
        <p>{open ? <a href={view.href(`/items/${item.id}`)}>{words}</a> : words}</p>
        {item.rows.map((row) => (
          <RowLine view={view} report={report} item={item} row={row} sole={sole} />
        ))}
      </div>
      <div class="end">
        <StateMark tone={state.tone} word={state.text} />
      </div>
    </li>
  )
}

/** One addressee: name, term, where the request stood, what was said. `sole`: the item's own state says it already. */
function RowLine(props: { view: View; report: Report; item: ReportItem; row: ReportRow; sole: boolean }) {
  const { view, report, item, row, sole } = props
  const { t, locale } = view
  const { request } = row
  const term = termInWords(view, item, request)
  return (
    <div class="addressee">
      <p>
        <b>{addresseeInWords(view, row)}</b>
        {!sole && `: ${rowState(view, item, row, report.on).text}`}
      </p>
      <Mini parts={[term && t("execution.term", { term })]} />
      {request?.wording && (
        <p>{t(request.relation === "part" ? "execution.part" : "progress.wording", { text: request.wording })}</p>
      )}
      {request && request.acts.length > 0 && (
        <ul class="plain">
          {request.acts.map((act) => (
            <li>
              <time datetime={act.onDay}>{longDate(act.onDay, locale)}</time> {actInWords(view, act, report.names)}
              {act.waits && ` ${t("progress.waits")}`} {act.text}
              {act.links.map((url) => (
                <>
                  {" "}
                  <a href={url} rel="nofollow ugc noopener">
                    {url}
                  </a>
                </>
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
