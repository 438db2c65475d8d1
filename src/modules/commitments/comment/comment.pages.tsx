import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { Page } from "#ui/frame.tsx"
import { Pager } from "#ui/list.tsx"
import { followedBy } from "../subscription/followed.ts"
import { commentsOfItem, loadAudience } from "./comment.store.ts"
import { commentForm } from "./comment-form.pages.tsx"
import { CommentList } from "./comment-list.tsx"

const pageSize = 50

/** The older comments of an item. */
async function older(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  const id = Number(c.req.param("id"))
  const item = await followedBy(services.db, actor, { kind: "item", id })
  if ((await loadAudience(services.db)) === "off") throw notFound()
  const asked = c.req.query("before") ?? ""
  const before = /^\d{1,15}$/.test(asked) ? Number(asked) : undefined
  const found = await commentsOfItem(services.db, { itemId: id, before, limit: pageSize + 1 })
  const shown = found.slice(0, pageSize)
  const path = view.href(`/items/${id}/comments`)
  return c.html(
    <Page
      view={view}
      title={t("comment.title")}
      crumbs={[{ href: item.path, label: item.text.slice(0, 60) }]}
      state={item.text}
    >
      <CommentList view={view} comments={shown} />
      <Pager
        view={view}
        first={before === undefined ? undefined : path}
        more={found.length > pageSize ? `${path}?before=${shown.at(-1)!.id}` : undefined}
      />
    </Page>,
  )
}

export function commentPages(app: Pages) {
  app.get("/items/:id{[0-9]{1,15}}/comments", forVisitors, older)
  app.get("/items/:id{[0-9]{1,15}}/comments/new", commentForm.draw)
  app.post("/items/:id{[0-9]{1,15}}/comments/new", commentForm.send)
}
