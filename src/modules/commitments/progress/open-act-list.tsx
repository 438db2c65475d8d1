import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { Day } from "#ui/time.tsx"
import type { OpenAct } from "../request/open-acts.ts"

/** What was said and done, oldest first, as everybody may read it. `names`: who requests were handed over to. */
export function OpenActs({ view, acts, names }: { view: View; acts: OpenAct[]; names: Map<number, string> }) {
  if (!acts.length) return null
  return (
    <ol class="timeline">
      {acts.map((act) => (
        <li id={`act-${act.id}`}>
          <p class="mini">
            <Day view={view} date={act.onDay} />
          </p>
          <p>
            {actInWords(view, act, names)}
            {act.waits && ` ${view.t("progress.waits")}`}
          </p>
          {act.text && <blockquote class="plain">{act.text}</blockquote>}
          {act.links.length > 0 && (
            <ul class="plain">
              {act.links.map((url) => (
                <li>
                  <a href={url} rel="nofollow ugc noopener">
                    {url}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  )
}

/** One act as a sentence: «Взято в работу, срок до 1 июня 2026 г.» */
export function actInWords(view: Pick<View, "t" | "locale">, act: OpenAct, names: Map<number, string>): string {
  const { t, locale } = view
  const term = act.termOn ? t("request.word.until", { date: longDate(act.termOn, locale) }) : act.term
  return t(`progress.act.${act.kind}`, {
    term,
    until: act.until ? longDate(act.until, locale) : "",
    share: act.share ?? 0,
    to: (act.handedTo !== null && names.get(act.handedTo)) || "",
  }).replace(/\.\.$/, ".") // «… 2026 г.» ends the sentence itself
}
