import { canSee, itemLines, numberOf, resolutionById } from "#modules/deliberation/public.ts"
import { signedIn } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { Deed } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { unfollow } from "./follow.ts"
import { type Subscription, subscriptionsOf } from "./subscription.store.ts"

const path = "/settings/following"
const perPage = 50

/** What each subscription is about; undefined where its owner may not read that any more. */
async function linesOf({ var: { services, actor } }: Ctx, own: Subscription[]) {
  const { db } = services
  const items = await itemLines(
    db,
    own.flatMap(({ itemId }) => itemId ?? []),
  )
  const lineOf = async ({ itemId, resolutionId }: Subscription) => {
    const item = itemId === null ? undefined : items.get(itemId)
    const resolution = item?.resolution ?? (resolutionId === null ? undefined : await resolutionById(db, resolutionId))
    if (!resolution || !canSee(actor, resolution)) return undefined
    return item
      ? {
          href: `/items/${item.id}`,
          kind: "item" as const,
          number: numberOf(item).replace(/\.$/, ""),
          resolution,
          text: item.text,
        }
      : { href: `/resolutions/${resolutionId}`, kind: "resolution" as const, number: "", resolution, text: "" }
  }
  return Promise.all(own.map(async (one) => ({ id: one.id, about: await lineOf(one) })))
}

async function draw(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  if (!signedIn(actor)) throw notAllowed()
  const after = Number(c.req.query("after")) || undefined
  const found = await subscriptionsOf(services.db, actor.userId, perPage + 1, after)
  const lines = await linesOf(c, found.slice(0, perPage))
  return c.html(
    <Page
      view={view}
      narrow
      title={t("follow.list.title")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t("follow.list.what")}
    >
      {lines.length ? (
        <Rows label={t("follow.list.title")}>
          {lines.map(({ id, about }) => (
            <Row
              {...(about && { href: view.href(about.href) })}
              title={
                about
                  ? t("follow.what", { kind: about.kind, number: about.number, title: about.resolution.title })
                  : t("follow.list.hidden")
              }
              mini={[about?.text]}
              end={
                <Deed view={view} action={path} with={{ id: String(id) }}>
                  {t("follow.end")}
                </Deed>
              }
            />
          ))}
        </Rows>
      ) : (
        <Empty title={t("follow.list.none")} why={t("follow.list.how")} />
      )}
      <Pager view={view} more={found.length > perPage ? `${path}?after=${lines.at(-1)!.id}` : undefined} />
    </Page>,
  )
}

/** `/settings/following`: what a user follows, each ended by one button. */
export function followedListPages(app: Pages) {
  app.get(path, draw)
  app.post(path, async (c) => {
    const form = await formOf(c)
    await act(c, unfollow, { id: Number(textOf(form, "id")) }, textOf(form, "key"))
    return goTo(c, path, "follow.ended_said")
  })
}
