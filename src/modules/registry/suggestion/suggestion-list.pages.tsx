import { signedIn } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notAllowed } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Card } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import { allTerritories } from "../territory/territory.store.ts"
import { reachOf } from "./suggestion.policy.ts"
import { countSuggestions, ownSuggestions, type Suggestion, waitingSuggestions } from "./suggestion.store.ts"
import { stateWord, suggestionLabels, tones } from "./suggestion-words.tsx"

const pageSize = 30

const Lines = ({ view, label, found }: { view: View; label: string; found: Suggestion[] }) => (
  <Rows label={label}>
    {found.map((one) => (
      <Row
        href={view.href(`/suggestions/${one.id}`)}
        title={one.party}
        mini={[
          one.changes.length
            ? one.changes.map(({ field }) => suggestionLabels(view)[field]).join(", ")
            : view.t("suggestion.mistake"),
          <Moment view={view} at={one.at} />,
        ]}
        end={<StateMark tone={tones[one.state]} word={stateWord(view, one.state)} />}
      />
    ))}
  </Rows>
)

/** What waits for a coordinator, and what the reader has sent. */
export async function suggestionList(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  if (!signedIn(actor)) throw notAllowed()
  const { db } = services
  const after = Number(c.req.query("after")) || 0
  const before = Number(c.req.query("before")) || Number.MAX_SAFE_INTEGER
  const reach = reachOf(actor, await allTerritories(db))
  const [waiting, count, own] = await Promise.all([
    reach ? waitingSuggestions(db, reach, { after, limit: pageSize + 1 }) : [],
    reach ? countSuggestions(db, reach) : 0,
    ownSuggestions(db, actor.userId, { before, limit: pageSize + 1 }),
  ])
  const part = (found: Suggestion[]) => found.slice(0, pageSize)
  const more = (found: Suggestion[], name: string) =>
    found.length > pageSize ? view.href(`/suggestions?${name}=${found[pageSize - 1]!.id}`) : undefined
  return c.html(
    <Page view={view} title={t("suggestion.list")} state={reach && t("suggestion.list.state", { count })}>
      {reach && waiting.length === 0 && <Empty title={t("suggestion.none")} why={t("suggestion.none.why")} />}
      {waiting.length > 0 && <Lines view={view} label={t("suggestion.list")} found={part(waiting)} />}
      <Pager view={view} more={more(waiting, "after")} first={after ? view.href("/suggestions") : undefined} />
      {(own.length > 0 || !reach) && (
        <Card title={t("suggestion.own")}>
          {own.length > 0 ? (
            <Lines view={view} label={t("suggestion.own")} found={part(own)} />
          ) : (
            <p>{t("suggestion.own.none")}</p>
          )}
          <Pager view={view} more={more(own, "before")} />
        </Card>
      )}
    </Page>,
  )
}
