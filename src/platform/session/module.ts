import { administrator, signedIn } from "#platform/actor.ts"
import type { Module } from "#platform/module.ts"
import { createApiToken, revokeApiToken } from "./api-token/api-token.ts"
import { tokenPages } from "./api-token/token.pages.tsx"
import { codePages } from "./code/code.pages.tsx"
import { sendCode } from "./code/send-code.ts"
import { endDeputy, nameDeputy } from "./deputy/name-deputy.ts"
import { rolesPages } from "./deputy/roles.pages.tsx"
import { sessionEvents } from "./events.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T0905_session_start.ts"
import * as signingIn from "./migrations/20261121T0910_session_signing_in.ts"
import * as invitationTerm from "./migrations/20261121T1590_session_invitation_term.ts"
import * as outside from "./migrations/20261121T1600_session_outside.ts"
import * as deputy from "./migrations/20261121T1610_session_deputy.ts"
import * as seeAsTables from "./migrations/20261121T1611_session_see_as.ts"
import { linkOutside, unlinkOutside } from "./outside/link-outside.ts"
import { outsidePages } from "./outside/outside.pages.tsx"
import { passkeyPages } from "./passkey/passkey.pages.ts"
import { addPasskey, removePasskey } from "./passkey/passkey.ts"
import { changePassword } from "./password/change-password.ts"
import { newPasswordPages } from "./password/new-password.pages.tsx"
import { passwordPages } from "./password/password.pages.tsx"
import { strengthPages } from "./password/strength.pages.ts"
import { disableUser, enableUser } from "./people/disable-user.ts"
import { endGrant, giveGrant } from "./people/give-grant.ts"
import { invitePages } from "./people/invite.pages.tsx"
import { invite, revokeInvitation } from "./people/invite.ts"
import { peoplePages } from "./people/people.pages.tsx"
import { personPages } from "./people/person.pages.tsx"
import { welcomePages } from "./people/welcome.pages.tsx"
import { accountInvitationApi } from "./rights/invitation.api.ts"
import { rightsApi } from "./rights/rights.api.ts"
import { endOtherSessions, endSession } from "./security/end-session.ts"
import { renameSelf } from "./security/rename-self.ts"
import { securityPages } from "./security/security.pages.tsx"
import { seeAsPages } from "./see-as/see-as.pages.ts"
import { endSeeAs, seeAs } from "./see-as/see-as.ts"
import { settingsPages } from "./settings.pages.tsx"
import { signInPages } from "./sign-in/sign-in.pages.tsx"
import { tellOwner } from "./tell-owner.ts"
import { tidyJob } from "./tidy.ts"
import { secondStepPages } from "./totp/second-step.pages.tsx"
import { totpPages } from "./totp/totp.pages.tsx"
import { beginTotp, renewRecoveryCodes, turnTotpOff, turnTotpOn } from "./totp/turn-totp.ts"

type SessionMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends SessionMessages {}
}

const doorPages = [signInPages, outsidePages, codePages, secondStepPages, newPasswordPages, strengthPages, welcomePages]
const innerPages = [securityPages, passwordPages, totpPages, passkeyPages, tokenPages, rolesPages]
const peoplesPages = [peoplePages, invitePages, personPages, seeAsPages]

/** Accounts, rights and ways to sign in. */
export const session: Module = {
  name: "session",
  migrations: {
    "20261121T0905_session_start": start,
    "20261121T0910_session_signing_in": signingIn,
    "20261121T1590_session_invitation_term": invitationTerm,
    "20261121T1600_session_outside": outside,
    "20261121T1610_session_deputy": deputy,
    "20261121T1611_session_see_as": seeAsTables,
  },
  messages: { ru, en },
  commands: [
    ...[changePassword, renameSelf, endSession, endOtherSessions, createApiToken, revokeApiToken],
    ...[beginTotp, turnTotpOn, turnTotpOff, renewRecoveryCodes, addPasskey, removePasskey],
    ...[linkOutside, unlinkOutside],
    ...[invite, revokeInvitation, giveGrant, endGrant, nameDeputy, endDeputy, disableUser, enableUser],
    ...[seeAs, endSeeAs],
  ],
  events: sessionEvents,
  reactions: [tellOwner],
  jobs: [sendCode, tidyJob],
  menu: [{ href: "/settings", label: "session.settings.title", visible: signedIn, order: 900 }],
  settings: [
    { group: "own", href: "/settings/security", label: "session.security.title", icon: "key-round", visible: signedIn },
    { group: "own", href: "/settings/roles", label: "session.roles.title", icon: "user", visible: signedIn },
    { group: "people", href: "/settings/people", label: "session.people.title", icon: "users", visible: administrator },
  ],
  pages(app) {
    settingsPages(app)
    for (const pages of [...doorPages, ...innerPages, ...peoplesPages]) pages(app)
  },
  api(api) {
    rightsApi(api)
    accountInvitationApi(api)
  },
}
