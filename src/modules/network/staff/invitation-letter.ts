import type { Ctx } from "#platform/http/env.ts"
import { newToken } from "#platform/session/token.ts"

/** An invitation to a centre as commands want it: a fresh token, and the letter that brings its link. */
export function invitationTo({ var: { view } }: Ctx, email: string, centre: string, head: boolean) {
  const token = newToken()
  const link = `${view.baseUrl}${view.href(`/welcome/${token}`)}`
  return {
    email,
    token,
    letter: {
      subject: view.t("staff.invite.subject", { centre: centre.replace(/\s+/g, " ").slice(0, 120) }),
      text: view.t(head ? "staff.invite.head.text" : "staff.invite.staff.text", { centre, link }),
    },
  }
}
