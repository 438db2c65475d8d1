import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { myAccount } from "../security/security.pages.tsx"
import { knownDevice } from "../sign-in/cookies.ts"
import { secondBucket } from "../throttle/buckets.ts"
import { giveBack, take } from "../throttle/throttle.ts"
import { tooOften } from "../throttle/too-often.ts"
import { newRecoveryCodes, recoveryCodesLeft } from "./recovery-codes.ts"
import { RecoveryCodesPage, TotpOffPage, TotpOnPage, TotpSetUpPage } from "./totp.page.tsx"
import { enrolment, findTotp, newSecret, openSecret } from "./totp.ts"
import { beginTotp, renewRecoveryCodes, turnTotpOff, turnTotpOn } from "./turn-totp.ts"

const path = "/settings/security/totp"

/** The page of the state in which the second step is: off, being set up, on. */
async function draw(c: Ctx, errors: Record<string, Saying> = {}, status: 200 | 422 | 429 = 200) {
  const { view, services } = c.var
  const account = await myAccount(c)
  const totp = await findTotp(services.db, account.id)
  if (!totp) return c.html(<TotpOffPage view={view} />, status)
  if (totp.confirmed_at) {
    const left = await recoveryCodesLeft(services.db, account.id)
    return c.html(<TotpOnPage view={view} left={left} errors={errors} />, status)
  }
  const secret = openSecret(services.secret, totp.sealed_secret, account.id)
  const drawn = enrolment(secret, account.email, view.t("ui.product"))
  return c.html(<TotpSetUpPage view={view} secret={secret} drawn={drawn} errors={errors} />, status)
}

/** Does what needs a code, counting the tries; the page is drawn again when the code is wrong. */
async function withCode(
  c: Ctx,
  deed: (code: string, key: string) => Promise<unknown>,
  done: () => Response | Promise<Response>,
) {
  const { db, clock } = c.var.services
  const account = await myAccount(c)
  const bucket = secondBucket(account.id, knownDevice(c, account.email))
  const wait = await take(db, [bucket], clock.now())
  if (wait) return draw(c, { "": tooOften(c, wait) }, 429)
  const form = await formOf(c)
  const outcome = await attempt(deed(field(form, "code"), field(form, "key")))
  if ("errors" in outcome) return draw(c, outcome.errors, 422)
  await giveBack(db, bucket, [])
  return done()
}

/** `/settings/security/totp` */
export function totpPages(app: Pages) {
  app.get(path, (c) => draw(c))
  app.post(path, async (c) => {
    await act(c, beginTotp, { secret: c.var.services.secret, totpSecret: newSecret() }, field(await formOf(c), "key"))
    return goTo(c, path)
  })
  for (const [name, deed] of [
    ["confirmation", turnTotpOn],
    ["recovery-codes", renewRecoveryCodes],
  ] as const)
    app.post(`${path}/${name}`, (c) => {
      const codes = newRecoveryCodes()
      return withCode(
        c,
        (code) => act(c, deed, { secret: c.var.services.secret, code, codes }),
        () => c.html(<RecoveryCodesPage view={c.var.view} codes={codes} />),
      )
    })
  app.post(`${path}/removal`, (c) =>
    withCode(
      c,
      (code, key) => act(c, turnTotpOff, { secret: c.var.services.secret, code }, key),
      () => goTo(c, "/settings/security", "session.totp.now_off"),
    ),
  )
}
