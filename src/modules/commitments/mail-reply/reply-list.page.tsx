import { z } from "zod"
import { allTerritories } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notAllowed } from "#platform/refusal.ts"
import { ChipLinks } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager } from "#ui/list.tsx"
import { reaches } from "../desk/reach.ts"
import { listReplies } from "./reply.store.ts"
import { ReplyRows } from "./reply-rows.tsx"
import { replyStates } from "./tables.ts"

const pageSize = 50
const asked = z.object({
  state: z.enum(replyStates).catch("waiting"),
  after: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
})

/** Where the reader handles answers by e-mail. @throws Refusal 403 for others than the staff */
export async function reachOf(c: Ctx) {
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
  return reaches(c.var.actor, await allTerritories(c.var.services.db)).staff
}

/** «Ответы письмом»: those that wait, those that were written down, those that were none. */
export async function replyList(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const reach = await reachOf(c)
  const { state, after } = asked.parse(c.req.query())
  const found = await listReplies(services.db, reach, state, { after, limit: pageSize + 1 })
  const shown = found.slice(0, pageSize)
  const address = (id?: number) => view.href(`/replies?state=${state}${id === undefined ? "" : `&after=${id}`}`)
  return c.html(
    <Page view={view} title={t("reply.list")} state={t("reply.what")}>
      <ChipLinks
        label={t("reply.which")}
        chips={replyStates.map((one) => ({
          label: t(`reply.which.${one}`),
          href: view.href(`/replies?state=${one}`),
          current: one === state,
        }))}
      />
      {shown.length ? (
        <ReplyRows view={view} replies={shown} />
      ) : (
        <Empty
          title={t("reply.empty")}
          why={t(services.config.IMAP_URL ? `reply.empty.${state}` : "reply.no_mailbox")}
        />
      )}
      <Pager
        view={view}
        first={after === undefined ? undefined : address()}
        more={found.length > pageSize ? address(shown.at(-1)!.id) : undefined}
      />
    </Page>,
  )
}
