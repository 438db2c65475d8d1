import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { linkToken } from "#platform/session/bearer-link.ts"
import { typedBucket } from "#platform/session/throttle/buckets.ts"
import { giveBack, take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { Button } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { consentLinkByCode } from "./consent-link.store.ts"

function draw(c: Ctx, code = "", error?: Saying, status: 200 | 422 | 429 = 200) {
  const { view } = c.var
  const { t } = view
  const labels = { code: t("consent.code") }
  const form = { view, labels, values: { code }, errors: error ? { code: error } : {} }
  return c.html(
    <Page view={view} narrow title={t("consent.code.title")} state={t("consent.code.what")}>
      <Form form={form} action="/consent" buttons={<Button kind="primary">{t("consent.code.open")}</Button>}>
        <TextField {...field(form, "code")} required exact width="medium" autocomplete="off" />
      </Form>
    </Page>,
    status,
  )
}

/** `/consent`: the short address of printed codes; a right one leads to the page of its link. */
export function consentCodePages(app: Pages) {
  app.get("/consent", (c) => draw(c))
  app.post("/consent", async (c) => {
    const { db, secret, clock } = c.var.services
    const code = textOf(await formOf(c), "code").slice(0, 100)
    if (!code) return draw(c, "", { key: "invalid.required" }, 422)
    const bucket = typedBucket(clientAddress(c))
    const wait = await take(db, [bucket], clock.now())
    if (wait) return draw(c, code, tooOften(c, wait), 429)
    const link = await consentLinkByCode(db, secret, code)
    if (!link) return draw(c, code, { key: "consent.code.wrong" }, 422)
    await giveBack(db, null, [bucket])
    return goTo(c, `/consent/${linkToken(secret, "consent", link)}`)
  })
}
