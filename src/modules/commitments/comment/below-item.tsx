import { signedIn } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { itemLetters } from "../letter/item-letters.tsx"
import { itemProgress } from "../progress/item-progress.tsx"
import { FollowLink } from "../subscription/follow.page.tsx"
import { commentsBelow } from "./comment.store.ts"
import { CommentList } from "./comment-list.tsx"

/**
 * On the page of an item: its way, the way to follow it, and what people say. The forms are on pages of their own, so
 * that visitors share this one.
 */
export async function belowItem(c: Ctx, { id }: { id: number }) {
  const [progress, letters, talk] = await Promise.all([
    itemProgress(c, { id }),
    itemLetters(c, { id }),
    itemComments(c, id),
  ])
  return (
    <>
      {progress}
      {letters}
      <p>
        <FollowLink view={c.var.view} kind="item" id={id} />
      </p>
      {talk}
    </>
  )
}

async function itemComments(c: Ctx, id: number) {
  const { view, services, actor } = c.var
  const { t } = view
  const { who, comments, more } = await commentsBelow(services.db, id)
  if (who === "off") return null
  const form = `/items/${id}/comments/new`
  const mustSignIn = who === "members" && !signedIn(actor)
  return (
    <section aria-labelledby="comments">
      <h2 id="comments">{t("comment.title")}</h2>
      {comments.length > 0 && <CommentList view={view} comments={comments} />}
      <p>
        {more && (
          <>
            <a href={view.href(`/items/${id}/comments?before=${comments.at(-1)!.id}`)}>{t("comment.more")}</a>
            {" · "}
          </>
        )}
        <a href={view.href(mustSignIn ? `/sign-in?next=${encodeURIComponent(form)}` : form)}>
          {t(mustSignIn ? "comment.sign_in" : "comment.write")}
        </a>
      </p>
    </section>
  )
}
