import type { Actor } from "#platform/actor.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Day } from "#ui/time.tsx"
import { Change } from "#ui/timeline.tsx"
import type { WholeRequest } from "./load-request.ts"
import { canDecide } from "./request.policy.ts"
import type { Request } from "./request.store.ts"
import { type ActKind, type DecisionKind, possible, type Waiting } from "./request.ts"

/** What may be said to each act that waits, the likeliest first. */
const replies: Partial<Record<ActKind, DecisionKind[]>> = {
  report: ["release", "release_part", "return"],
  extend: ["agree", "refuse"],
  propose: ["agree", "refuse"],
  ask: ["reply"],
  decline: ["look"],
}

/** The decisions that an actor may take now about a waiting act, the likeliest first. */
export const repliesTo = (actor: Actor, { request, waiting, scopes }: WholeRequest, act: Waiting): DecisionKind[] =>
  (replies[act.kind] ?? []).filter((kind) => possible(kind, request, waiting) && canDecide(actor, kind, scopes))

/** A term as it is said: a day, words, or that there is none. */
export const termInWords = ({ t, locale }: View, { termOn, term }: { termOn: string | null; term: string }) =>
  termOn ? longDate(termOn, locale) : term || t("request.word.no_term")

/** What is proposed beside what is in force: the term, the wording. */
export function Proposed(props: { view: View; request: Request; words: string; act: Waiting }) {
  const { view, request, words, act } = props
  return (
    <>
      {(act.termOn !== null || act.term !== "") && (
        <Change view={view} was={termInWords(view, request)} now={termInWords(view, act)} />
      )}
      {act.wording && <Change view={view} was={request.wording || words} now={act.wording} />}
    </>
  )
}

/** What waits for a word of the centre, oldest first, each with its buttons; the first one is the deed of the screen. */
export function WaitingCards({ view, loaded }: { view: View; loaded: WholeRequest }) {
  const { request, item, waiting } = loaded
  const { t } = view
  if (!waiting.length) return null
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{t("request.waiting", { count: waiting.length })}</h2>
      {waiting.map((act, i) => (
        <Card>
          <p>
            <b>{t(`request.waits.${act.kind as "ask"}`)}</b> <Day view={view} date={act.onDay} />
          </p>
          <Proposed view={view} request={request} words={item.text} act={act} />
          {act.text && <blockquote class="plain">{act.text}</blockquote>}
          <div class="buttons">
            {repliesTo(view.actor, loaded, act).map((kind, k) => (
              <LinkButton
                href={view.href(`/requests/${request.id}/decision/${kind}?act=${act.id}`)}
                kind={i === 0 && k === 0 ? "primary" : "secondary"}
              >
                {t(`request.decide.${kind}`)}
              </LinkButton>
            ))}
          </div>
        </Card>
      ))}
    </section>
  )
}
