import { signedIn } from "#platform/actor.ts"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { codeHash, linkToken } from "#platform/session/bearer-link.ts"
import { openAccount } from "#platform/session/people/open-account.ts"
import { linkBucket, typedBucket } from "#platform/session/throttle/buckets.ts"
import { giveBack, take } from "#platform/session/throttle/throttle.ts"
import { tooOften } from "#platform/session/throttle/too-often.ts"
import { siteOf } from "#platform/site.ts"
import { personById, personOfUser } from "../person/person.store.ts"
import { addressOfPerson, fullName } from "../person/person.ts"
import { claimByCode } from "./claim.store.ts"
import { holderOf } from "./claim.ts"
import { ClaimPage, CodePage } from "./claim-form.page.tsx"
import { claimOfToken, takeClaim } from "./take-claim.ts"

/** The person behind a link that opens. Those that were never given out are counted, so that guessing is hopeless. */
async function opened(c: Ctx) {
  const { db, clock, secret } = c.var.services
  const token = c.req.param("token") ?? ""
  const found = await claimOfToken(db, secret, token, clock.now())
  if (!found) {
    const wait = await take(db, [linkBucket(clientAddress(c))], clock.now())
    if (!wait) throw notFound()
    const { key, params } = tooOften(c, wait)
    throw new Refusal(429, key, params)
  }
  if (found.state !== "open") throw new Refusal(410, `people.claim.closed.${found.state}`)
  const person = await personById(db, found.claim.personId)
  if (!person) throw notFound()
  return { token, claim: found.claim, person }
}

type Typed = { name?: string; email?: string }

async function draw(c: Ctx, typed: Typed = {}, errors: Record<string, Saying> = {}) {
  const { token, claim, person } = await opened(c)
  const { actor, services } = c.var
  const own = signedIn(actor) ? await personOfUser(services.db, actor.userId) : undefined
  const values = { name: fullName(person), ...typed }
  return c.html(
    <ClaimPage view={c.var.view} {...{ token, claim, values, errors }} name={fullName(person)} taken={Boolean(own)} />,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function takeIt(c: Ctx) {
  const { token, claim } = await opened(c)
  const form = await formOf(c)
  const site = siteOf(c.var.services)
  if (signedIn(c.var.actor)) {
    const done = await attempt(act(c, takeClaim, { token, site }, textOf(form, "key")))
    if ("errors" in done) return draw(c, {}, done.errors)
    return goTo(c, addressOfPerson(done.value.id), "people.claim.done")
  }
  const typed = { name: textOf(form, "name"), email: claim.email || textOf(form, "email") }
  const password = typeof form.password === "string" ? form.password : ""
  const made = openAccount(c, { ...typed, password }, (ctx) => takeClaim.run(ctx, { token, site }))
  const done = await attempt(made)
  if ("errors" in done) return draw(c, typed, done.errors)
  return goTo(c, addressOfPerson(claim.personId), "people.claim.done")
}

async function byCode(c: Ctx) {
  const { view, services } = c.var
  const { db, secret, clock } = services
  const code = textOf(await formOf(c), "code").slice(0, 100)
  const again = (error: Saying, status: 422 | 429 = 422) =>
    c.html(<CodePage view={view} code={code} error={error} />, status)
  if (!code) return again({ key: "invalid.required" })
  const bucket = typedBucket(clientAddress(c))
  const wait = await take(db, [bucket], clock.now())
  if (wait) return again(tooOften(c, wait), 429)
  const claim = await claimByCode(db, codeHash(secret, "claim", code))
  if (!claim) return again({ key: "people.claim.code.wrong" })
  await giveBack(db, null, [bucket])
  return goTo(c, `/claim/${linkToken(secret, "claim", holderOf(claim))}`)
}

/** `/claim/:token`: opening it changes nothing; sending its form makes the card the account's own. */
export function claimPages(app: Pages) {
  app.get("/claim", (c) => c.html(<CodePage view={c.var.view} />))
  app.post("/claim", byCode)
  app.get("/claim/:token", (c) => draw(c))
  app.post("/claim/:token", takeIt)
}
