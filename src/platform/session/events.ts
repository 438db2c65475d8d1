import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"

const none = z.object({})
const method = z.enum(["password", "code", "passkey", "link", "outside"])

/** What signing in announces. Subjects are users (`user`), invitations (`invitation`); never an e-mail or a name. */
export const sessionEvents: Record<string, EventSpec> = {
  "session.signed_in": {
    payload: z.object({ session: z.uuid(), method, second: z.boolean() }),
    doc: "A session was opened for the user; `second` tells whether a second step was passed.",
  },
  "session.signed_out": { payload: z.object({ session: z.uuid() }), doc: "The user ended the session in use." },
  "session.sessions_ended": {
    payload: z.object({ sessions: z.array(z.uuid()) }),
    doc: "Sessions of the user were ended from elsewhere.",
  },
  "session.user_added": {
    payload: z.object({ by: z.enum(["link", "command_line"]) }),
    doc: "An account was made, by an accepted link or on the command line.",
  },
  "session.user_renamed": { payload: none, doc: "The user's name was changed." },
  "session.user_disabled": { payload: none, doc: "The account was closed: no sessions, no tokens, no signing in." },
  "session.user_enabled": { payload: none, doc: "A closed account was opened again." },
  "session.password_changed": {
    payload: z.object({ forgotten: z.boolean() }),
    doc: "The password was set or changed; all other sessions ended.",
  },
  "session.totp_on": { payload: none, doc: "The second step by an application was turned on." },
  "session.totp_off": { payload: none, doc: "The second step by an application was turned off." },
  "session.recovery_code_used": {
    payload: z.object({ left: z.int() }),
    doc: "A recovery code stood in for the application; `left` remain.",
  },
  "session.recovery_codes_renewed": { payload: none, doc: "New recovery codes were made; the old ones end." },
  "session.passkey_added": { payload: none, doc: "A passkey was registered." },
  "session.passkey_removed": { payload: none, doc: "A passkey was removed." },
  "session.outside_linked": {
    payload: none,
    doc: "An identity that VK ID, Yandex ID or another provider vouches for was linked to the account.",
  },
  "session.outside_unlinked": { payload: none, doc: "An outside identity was unlinked from the account." },
  "session.token_added": { payload: z.object({ token: z.uuid() }), doc: "A token for the API was made." },
  "session.token_revoked": { payload: z.object({ token: z.uuid() }), doc: "A token for the API was revoked." },
  "session.invited": {
    payload: z.object({ role: z.string(), scopeKind: z.string(), scopeId: z.int().nullable() }),
    doc: "Somebody was invited by a link with a role.",
  },
  "session.invitation_revoked": { payload: none, doc: "An invitation was revoked before it was accepted." },
  "session.invitation_accepted": {
    payload: z.object({ invitation: z.uuid() }),
    doc: "The user accepted an invitation (or the first administrator's link).",
  },
  "session.grant_given": {
    payload: z.object({
      ...{ grant: z.int(), role: z.string(), scopeKind: z.string(), scopeId: z.int().nullable() },
      deputyOf: z.int().optional(),
    }),
    doc: "The user was given a role over the installation or one of its parts; `deputyOf` is the grant stood in for.",
  },
  "session.seen_as_begun": {
    payload: z.object({ until: z.iso.datetime() }),
    doc: "An administrator began to look at the site as the user, to read only, until then at the latest.",
  },
  "session.seen_as_ended": {
    payload: none,
    doc: "The administrator stopped looking as the user before the hour was over.",
  },
  "session.deputy_named": {
    payload: z.object({ grant: z.int(), role: z.string(), deputy: z.int() }),
    doc: "Somebody stands in for the user in a role for a time; `deputy` is the deputy's grant.",
  },
  "session.grant_ended": {
    payload: z.object({ grant: z.int(), role: z.string() }),
    doc: "A role of the user was ended.",
  },
}
