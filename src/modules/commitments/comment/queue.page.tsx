import { type ItemLine, itemLines } from "#modules/deliberation/public.ts"
import { allTerritories } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notAllowed } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { ChipLinks } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { reaches } from "../desk/reach.ts"
import { itemInWords } from "../subscription/change-words.ts"
import { type Comment, commentsIn, waitingComments } from "./comment.store.ts"
import { Words } from "./comment-list.tsx"
import { states } from "./tables.ts"

const pageSize = 30

/** «Комментарии»: what waits to be looked through, what everybody reads, what was hidden; in the actor's territories. */
export async function queue(c: Ctx) {
  const { view, services, actor } = c.var
  if (!staffSomewhere(actor)) throw notAllowed()
  const { db } = services
  const { t } = view
  const state = states.find((one) => one === c.req.query("state")) ?? "waiting"
  const before = /^\d{1,15}$/.test(c.req.query("before") ?? "") ? Number(c.req.query("before")) : undefined
  const territories = reaches(actor, await allTerritories(db)).staff
  const found = await commentsIn(db, { state, territories, before, limit: pageSize + 1 })
  const shown = found.slice(0, pageSize)
  const lines = await itemLines(
    db,
    shown.map(({ itemId }) => itemId),
  )
  const waiting = await waitingComments(db, territories)
  const address = (more: Record<string, string>) => view.href(`/comments?${new URLSearchParams({ state, ...more })}`)
  return c.html(
    <Page view={view} title={t("comment.queue")} state={t("comment.queue_state", { count: waiting })}>
      <ChipLinks
        label={t("comment.states")}
        chips={states.map((one) => ({
          label: t(`comment.state.${one}`),
          href: address({ state: one }),
          current: one === state,
        }))}
      />
      {shown.length ? (
        shown.map((comment) => <Entry view={view} comment={comment} line={lines.get(comment.itemId)} />)
      ) : (
        <Empty title={t("comment.none")} why={t("comment.none_why")} />
      )}
      <Pager
        view={view}
        first={before === undefined ? undefined : address({})}
        more={found.length > pageSize ? address({ before: String(shown.at(-1)!.id) }) : undefined}
      />
    </Page>,
  )
}

function Entry({ view, comment, line }: { view: View; comment: Comment; line: ItemLine | undefined }) {
  const { t } = view
  const { id, itemId, name, state, reason } = comment
  return (
    <article class="card">
      <h2>
        <a href={view.href(`/items/${itemId}`)}>{line && itemInWords(view, line)}</a>
      </h2>
      <p class="mini">
        {name || t("comment.nameless")} · {t(comment.userId === null ? "comment.by_visitor" : "comment.by_member")} ·{" "}
        <Moment view={view} at={comment.at} />
      </p>
      <Words body={comment.body} member={false} />
      {reason && <p class="mini">{t("comment.hidden_because", { reason })}</p>}
      <div class="buttons">
        {state !== "published" && (
          <Deed view={view} action={`/comments/${id}/publication`} kind="primary">
            {t("comment.publish")}
          </Deed>
        )}
        {state !== "hidden" && <LinkButton href={view.href(`/comments/${id}/hiding`)}>{t("comment.hide")}</LinkButton>}
      </div>
    </article>
  )
}
