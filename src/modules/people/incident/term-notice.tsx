import type { Ctx } from "#platform/http/env.ts"
import { Notice } from "#ui/flash.tsx"
import { canKeepTexts } from "../consent/keep-texts.ts"
import { incidentsPath } from "./incident.pages.tsx"
import { openIncidents } from "./incident.store.ts"
import { clocksOf } from "./incident.ts"
import { clockSaid } from "./incident-words.tsx"

/** More open incidents than this are read in their list. */
const shown = 5

/** On the desk of those who keep the journal: each term that runs or is over, of incidents that are open. */
export async function incidentTerms(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  if (!canKeepTexts(actor)) return null
  const open = await openIncidents(services.db, shown)
  const waiting = open.flatMap((incident) =>
    clocksOf(incident, view.now)
      .filter(({ toldAt }) => !toldAt)
      .map((clock) => ({ number: incident.number, clock })),
  )
  if (!waiting.length) return null
  return (
    <Notice tone="warn" title={t("incident.desk")}>
      <ul>
        {waiting.map(({ number, clock }) => (
          <li>
            <a href={view.href(`${incidentsPath}/${number}`)}>{t("incident.number", { number })}</a>:{" "}
            {t(`incident.term.${clock.term}`)}: {clockSaid(view, clock)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
