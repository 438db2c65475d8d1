import { z } from "zod"
import type { Ctx } from "#platform/http/env.ts"
import { act, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { canManagePeople } from "../session.policy.ts"
import { openInvitations } from "./invitation.store.ts"
import { revokeInvitation } from "./invite.ts"
import { PeoplePage } from "./people.page.tsx"
import { grantsOf, listPeople } from "./people.store.ts"
import { scopeName } from "./scope.field.tsx"

const asked = z.object({
  q: z.string().trim().max(100).catch(""),
  name: z.string().max(200).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})

/** @throws Refusal 403 for everybody but administrators */
export function needManager(c: Ctx): void {
  if (!canManagePeople(c.var.actor)) throw notAllowed()
}

type Place = { scope_kind: "installation" | "body" | "organisation" | "territory"; scope_id: number | null }
export const withWhere = <T extends Place>(c: Ctx, rows: T[]) =>
  Promise.all(rows.map(async (row) => ({ ...row, where: await scopeName(c, row) })))

/** `/settings/people` */
export function peoplePages(app: Pages) {
  app.get("/settings/people", async (c) => {
    needManager(c)
    const { db, clock } = c.var.services
    const now = clock.now()
    const { q, name, after } = asked.parse(c.req.query())
    const isFirst = !after && !q
    const key = name !== undefined && after ? { name, id: after } : undefined
    const { people, more } = await listPeople(db, { q, after: key })
    const [grants, invitations] = await Promise.all([
      grantsOf(
        db,
        people.map((p) => p.id),
        now,
      ).then((rows) => withWhere(c, rows)),
      isFirst ? openInvitations(db, now).then((rows) => withWhere(c, rows)) : [],
    ])
    const byUser = Map.groupBy(grants, (g) => g.user_id)
    return c.html(
      <PeoplePage
        view={c.var.view}
        people={people.map((p) => ({ ...p, grants: byUser.get(p.id) ?? [] }))}
        invitations={invitations}
        q={q}
        more={more}
        isFirst={isFirst}
      />,
    )
  })
  app.post("/settings/people/invitations/:id/revocation", async (c) => {
    await act(c, revokeInvitation, { id: c.req.param("id") }, field(await formOf(c), "key"))
    return goTo(c, "/settings/people", "session.invitations.revoked")
  })
}
