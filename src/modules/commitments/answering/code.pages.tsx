import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { typedBucket } from "#platform/session/throttle/buckets.ts"
import { giveBack, take } from "#platform/session/throttle/throttle.ts"
import { Button } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { loadLetterhead } from "../letter/letterhead.store.ts"
import { linkToken } from "../recipient/link.ts"
import { linkState } from "../recipient/link-state.ts"
import { recipientByCode } from "../recipient/recipient.store.ts"
import { WhoAsks } from "./closed.page.tsx"
import { drawClosed } from "./open-link.tsx"
import { waitingTime } from "./waiting-time.ts"

async function draw(c: Ctx, code = "", error?: Saying, status: 200 | 422 | 429 = 200) {
  const { view, services } = c.var
  const { t } = view
  const form = {
    view,
    labels: { code: t("answering.code.label") },
    values: { code },
    errors: error ? { code: error } : {},
  }
  return c.html(
    <Page view={view} narrow title={t("answering.code.title")} state={t("answering.code.what")}>
      <Form form={form} action="/answer" buttons={<Button kind="primary">{t("answering.code.open")}</Button>}>
        <TextField
          {...field(form, "code")}
          required
          exact
          width="medium"
          autocomplete="off"
          hint={t("answering.code.hint")}
        />
      </Form>
      <WhoAsks view={view} asker={await loadLetterhead(services.db)} />
    </Page>,
    status,
  )
}

/** `/answer`: the short address of printed letters; the code that stands beside it leads to the page of its link. */
export function codePages(app: Pages) {
  app.get("/answer", (c) => draw(c))
  app.post("/answer", async (c) => {
    const { db, secret, clock } = c.var.services
    const code = textOf(await formOf(c), "code").slice(0, 100)
    if (!code) return draw(c, "", { key: "invalid.required" }, 422)
    const bucket = typedBucket(clientAddress(c))
    const wait = await take(db, [bucket], clock.now())
    if (wait) return draw(c, code, waitingTime(c, wait), 429)
    const recipient = await recipientByCode(db, secret, code)
    if (!recipient) return draw(c, code, { key: "answering.invalid.code" }, 422)
    await giveBack(db, null, [bucket])
    const token = linkToken(secret, recipient)
    const state = linkState(secret, token, recipient, clock.now())
    return state === "open" ? goTo(c, `/answer/${token}`) : drawClosed(c, state)
  })
}
