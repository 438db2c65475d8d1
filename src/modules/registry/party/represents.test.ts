import { expect, test } from "vitest"
import { type Actor, system, visitor } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { giveGrant } from "#platform/session/people/give-grant.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { represents } from "./party.policy.ts"

const holder = (kind: "organisation" | "body", id: number): Actor => ({
  kind: "user",
  userId: "00000000-0000-4000-8000-000000000000",
  name: "",
  grants: [{ role: "representative", scope: { kind, id }, from: new Date(0), until: null }],
})

test("one speaks for the organisation or body of the grant and for no other", () => {
  expect(represents(holder("organisation", 7), { nature: "organisation", id: 7 })).toBe(true)
  expect(represents(holder("organisation", 7), { nature: "organisation", id: 8 })).toBe(false)
  expect(represents(holder("organisation", 7), { nature: "body", id: 7 })).toBe(false)
  expect(represents(visitor, { nature: "organisation", id: 7 })).toBe(false)
})

test("a representative is invited from the card, never to the whole centre", async () => {
  const { url } = await freshDatabase()
  const services = testServices(url)
  const { actor, browser } = await signedIn(services, "administrator")
  const id = await aParty(services, actor, "Тихая гавань")
  const link = `/settings/people/invitation?role=representative&amp;scope=organisation:${id}`
  expect((await browser.get(`/organisations/${id}`)).text).toContain(link)
  const form = await browser.get(link.replace("&amp;", "&"))
  expect(form.text).toMatch(new RegExp(`<option value="organisation:${id}" selected[^>]*>\\s*Тихая гавань`))
  const wrong = { role: "representative", scope: "installation", email: "" }
  const refused = await browser.post("/settings/people/invitation", wrong)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain("Представителя приглашают с карточки")
  const made = await browser.post("/settings/people/invitation", { ...wrong, scope: `organisation:${id}` })
  expect(made.text).toContain("/welcome/")
  const { userId } = (await signedIn(services, "member")).actor as Extract<Actor, { kind: "user" }>
  const given = { userId, role: "representative", until: null }
  const as = { ...services, actor: system("test") }
  await expect(perform(giveGrant, as, { ...given, scope: "territory:1" })).rejects.toMatchObject({
    fields: { scope: { key: "session.grant.representative_of" } },
  })
})
