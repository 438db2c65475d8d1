import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { showResolution } from "#modules/deliberation/resolution/show-resolution.ts"
import { type Actor, type Role, type Scope, system, visitor as visitorActor } from "#platform/actor.ts"
import { type Command, perform } from "#platform/command.ts"
import { buildApp } from "../src/app.ts"
import { modules } from "../src/modules.ts"
import { signedIn } from "./actors.ts"
import { aTerritory } from "./registry.ts"
import { visitor } from "./visitor.ts"
import { namedWorld, type World } from "./world.ts"

const everywhere: Scope = { kind: "installation" }
const user = (role: Role, scope: Scope = everywhere): Actor => ({
  kind: "user",
  userId: "00000000-0000-4000-8000-000000000000",
  name: "",
  grants: [{ role, scope, from: new Date(0), until: null }],
})
/** Everybody there is. `representative` speaks for an organisation, `elsewhere` coordinates one territory, which no thing of these tests belongs to. */
const roles = {
  visitor: visitorActor,
  member: user("member"),
  representative: user("representative", { kind: "organisation", id: 0 }),
  elsewhere: user("coordinator", { kind: "territory", id: 0 }),
  coordinator: user("coordinator"),
  administrator: user("administrator"),
}
type Name = keyof typeof roles

const users: Name[] = ["member", "representative", "elsewhere", "coordinator", "administrator"]
const everybody: Name[] = ["visitor", ...users]
/** Whether the thing itself is theirs is asked when it is loaded: see «elsewhere» below. */
const staff: Name[] = ["elsewhere", "coordinator", "administrator"]
const staffOfAll: Name[] = ["coordinator", "administrator"]
/** Whoever keeps cards, or speaks for the one organisation or body. */
const speakers: Name[] = ["representative", ...staff]
const administrators: Name[] = ["administrator"]

/** Who may try each command. A command that is not here fails: say who may, then add it. */
const mayTry: Record<string, Name[]> = {
  "delivery.resend": administrators,
  "session.change_password": users,
  "session.rename_self": users,
  "session.end": users,
  "session.end_others": users,
  "session.create_api_token": users,
  "session.revoke_api_token": users,
  "session.begin_totp": users,
  "session.turn_totp_on": users,
  "session.turn_totp_off": users,
  "session.renew_recovery_codes": users,
  "session.add_passkey": users,
  "session.remove_passkey": users,
  "session.link_outside": users,
  "session.unlink_outside": users,
  "session.invite": administrators,
  "session.revoke_invitation": administrators,
  "session.give_grant": administrators,
  "session.end_grant": administrators,
  "session.see_as": administrators,
  "session.end_see_as": users,
  "session.name_deputy": users,
  "session.end_deputy": users,
  "session.disable_user": administrators,
  "session.enable_user": administrators,
  "webhook.add": administrators,
  "webhook.edit": administrators,
  "webhook.switch": administrators,
  "webhook.replace_secret": administrators,
  "webhook.remove": administrators,
  "webhook.test": administrators,
  "webhook.resend": administrators,
  "workdays.store_year": administrators,
  "workdays.reset_year": administrators,
  "workdays.add_quiet_day": administrators,
  "workdays.remove_quiet_day": administrators,
  "import.take": staff,
  "import.try": staff,
  "import.start": staff,
  "import.undo": staff,
  "party.add": staff,
  "party.edit": staff,
  "party.end": staff,
  "party.confirm": staff,
  "party.answer_card": everybody,
  "confirmation.change_rule": staffOfAll,
  "party.merge": staff,
  "party.unmerge": staff,
  "party.import": staff,
  "party.tell_apart": staff,
  "party.call_alike": staff,
  "direction.add": staffOfAll,
  "direction.edit": staffOfAll,
  "direction.merge": staffOfAll,
  "party.set_directions": staff,
  "party.add_status": staff,
  "party.end_status": staff,
  "party.remove_status": staff,
  "party.describe": staff,
  "party.trust": staff,
  "party.suggest": ["representative"],
  "party.report_mistake": everybody,
  "suggestion.decide": staff,
  "suggestion.withdraw": users,
  "party.add_document": speakers,
  "party.show_document": staff,
  "party.remove_document": speakers,
  "service.draft_list": staffOfAll,
  "service.describe_list": staffOfAll,
  "service.approve_list": staffOfAll,
  "service.drop_list": staffOfAll,
  "service.write": staffOfAll,
  "service.strike": staffOfAll,
  "provider.add": staff,
  "provider.edit": staff,
  "provider.remove": staff,
  "embedding.allow": staffOfAll,
  "embedding.forbid": staffOfAll,
  "territory.add": staff,
  "territory.edit": staff,
  "person.add": staff,
  "person.edit": staff,
  "person.tell_apart": staff,
  "person.call_alike": staff,
  "person.merge": staff,
  "person.unmerge": staff,
  "person.affiliate": staff,
  "person.end_affiliation": users,
  "person.remove_affiliation": staff,
  "person.state_competence": users,
  "person.confirm_competence": staff,
  "person.end_competence": users,
  "person.give_role": staff,
  "person.end_role": staff,
  "person.describe": users,
  "competence.add": staffOfAll,
  "competence.edit": staffOfAll,
  "guardian.add": staff,
  "guardian.edit": staff,
  "guardian.remove": staff,
  "consent.give": users,
  "consent.record": staff,
  "consent.withdraw": users,
  "consent.make_link": staff,
  "consent.revoke_link": staff,
  "consent.publish_text": staffOfAll,
  "consent.change_operator": staffOfAll,
  "person.erase": staff,
  "person.keep": staffOfAll,
  "retention.change": staffOfAll,
  "incident.open": staffOfAll,
  "incident.add_entry": staffOfAll,
  "incident.close": staffOfAll,
  "processing.write": staffOfAll,
  "processing.end": staffOfAll,
  "person.confirm": staff,
  "person.settle_answer": staff,
  "person.answer_card": everybody,
  "person.send_claim": staff,
  "person.revoke_claim": staff,
  "person.release_account": staff,
  "person.invite": staff,
  "person.claim": users,
  "person.edit_own": users,
  "application.send": everybody,
  "application.follow": everybody,
  "application.ask": speakers,
  "application.confirm": speakers,
  "application.decline": speakers,
  "resolution.draft": staff,
  "draft.edit": staff,
  "draft.step": staff,
  "draft.drop": staff,
  "resolution.adopt": staff,
  "resolution.amend": staff,
  "resolution.show": staff,
  "item.direct": staff,
  "item.set_themes": staff,
  "theme.add": staffOfAll,
  "theme.rename": staffOfAll,
  "theme.merge": staffOfAll,
  "theme.remove": staffOfAll,
  "resolution.ask": staff,
  "request.answer": staff,
  "answer.keep_draft": [],
  "answer.send": [],
  "request.plan": staff,
  "request.finish_step": staff,
  "recipient.revoke_link": staff,
  "recipient.renew_link": staff,
  "request.decide": staff,
  "request.split": staff,
  "subscription.ask": everybody,
  "subscription.confirm": everybody,
  "subscription.add": users,
  "subscription.end": everybody,
  "reply.take": staff,
  "reply.dismiss": staff,
  "reply.restore": staff,
  "execution.send": staff,
  "execution.confirm_receipt": everybody,
  "execution.note_receipt": staff,
  "letterhead.change": staff,
  "letter.resend": staff,
  "letter.attach": staff,
  "letter.write": staff,
  "letter.register_incoming": staff,
  "rule.change": staffOfAll,
  "reminder.send": staff,
  "reminder.print": staff,
  "centre.add": staff,
  "centre.edit": staff,
  "centre.close": staff,
  "centre.invite": staff,
  "centre.name_staff": staff,
  "curator.name": staff,
  "curator.end": staff,
  "demo.plant": administrators,
  "demo.remove": administrators,
  "comment.add": everybody,
  "comment.decide": staff,
  "comment.change_audience": staffOfAll,
}

/** Pages that everybody may open; what they show of hidden things is asked below. */
const openPages = [
  "/",
  "/answer",
  "/consent",
  "/api",
  "/bodies",
  "/bodies.xlsx",
  "/bodies/:id",
  "/bodies/:id/documents/:document",
  "/centres",
  "/centres/:slug",
  "/claim",
  "/directions",
  "/directions/:id",
  "/display",
  "/embed/organisations",
  "/embed/organisations/:id",
  "/embed/services",
  "/embed/services/:id",
  "/healthz",
  "/items/:id",
  "/items/:id/comments",
  "/items/:id/comments/new",
  "/items/:id/follow",
  "/join",
  "/join/organisation",
  "/join/person",
  "/organisations",
  "/organisations.xlsx",
  "/organisations.csv",
  "/organisations/:id",
  "/organisations/:id/documents/:document",
  ...["/bodies.csv", "/bodies/:id/mistake", "/organisations/:id/mistake"],
  "/password/forgotten",
  "/password/forgotten/check",
  "/people",
  "/people/:id",
  "/privacy",
  "/readyz",
  "/requests/:id",
  "/requests",
  "/requests.rss",
  "/requests.xlsx",
  "/requests/figures",
  "/requests/figures.xlsx",
  "/resolutions",
  "/resolutions.rss",
  "/resolutions.xlsx",
  "/resolutions/:file",
  "/resolutions/:id",
  "/resolutions/:id/execution",
  "/resolutions/:id/execution.docx",
  "/resolutions/:id/execution.xlsx",
  "/resolutions/:id/follow",
  "/search",
  "/services",
  "/services.xlsx",
  "/services/:id",
  "/services/lists",
  "/services/lists/:number",
  "/sign-in",
  "/sign-in/code",
  "/sign-in/code/check",
  "/sign-in/outside/:provider/callback",
  "/sign-in/second",
]
/** What a visitor may send: ways in, and how pages look. Each keeps its own watch (throttle, one-time codes). */
const openDeeds = [
  ...["/bodies/:id/mistake", "/organisations/:id/mistake"],
  "/answer",
  "/consent",
  "/claim",
  "/display",
  "/follow/:token",
  "/items/:id/comments/new",
  "/items/:id/follow",
  "/join/organisation",
  "/join/person",
  "/password/forgotten",
  "/password/forgotten/check",
  "/password/new",
  "/password/strength",
  "/received/:token",
  "/resolutions/:id/follow",
  "/sign-in",
  "/sign-in/code",
  "/sign-in/code/check",
  "/sign-in/outside/:provider",
  "/sign-in/passkey",
  "/sign-in/passkey/options",
  "/sign-in/second",
  "/sign-out",
  "/unfollow/:token",
  "/welcome/:token",
]

const commands = modules.flatMap((m) => m.commands ?? [])
let world: World
/** One item of the hidden resolution, the hidden resolution, the draft, a party. */
let known: {
  item: number
  hidden: number
  draft: number
  organisation: number
  body: number
  open: number
  person: string
}

beforeAll(async () => {
  world = await namedWorld()
  const { db, clock, listeners } = world.services
  const adopted = await db.selectFrom("deliberation.adoption").select("resolution_id as id").orderBy("id").execute()
  const [open, hidden] = adopted.map(({ id }) => id) as [number, number]
  const input = { id: hidden, visibility: "internal" }
  await perform(showResolution, { db, clock, listeners, actor: system("test") }, input)
  const party = async (nature: "organisation" | "body") =>
    (await db.selectFrom("registry.party").select("id").where("nature", "=", nature).executeTakeFirstOrThrow()).id
  known = {
    open,
    hidden,
    draft: (await db.selectFrom("deliberation.draft").select("resolution_id as id").executeTakeFirstOrThrow()).id,
    item: (
      await db
        .selectFrom("deliberation.item")
        .select("id")
        .where("resolution_id", "=", hidden)
        .where("type", "=", "item")
        .executeTakeFirstOrThrow()
    ).id,
    organisation: await party("organisation"),
    body: await party("body"),
    person: (await db.selectFrom("people.person").select("id").executeTakeFirstOrThrow()).id,
  }
})
afterAll(() => world.drop())

describe("commands", () => {
  test("each has its line here, and each line its command", () => {
    expect(commands.map(({ name }) => name).sort()).toEqual(Object.keys(mayTry).sort())
  })

  test.each(commands.map((c) => [c.name, c] as const))("%s", async (name, command: Command) => {
    const { db, clock, listeners } = world.services
    const who = Object.keys(roles) as Name[]
    expect(who.filter((role) => command.permit(roles[role]))).toEqual(mayTry[name])
    for (const role of who.filter((r) => !mayTry[name]!.includes(r)))
      await expect(perform(command, { db, clock, listeners, actor: roles[role] }, {})).rejects.toMatchObject({
        status: 403,
      })
  })

  test("a coordinator of elsewhere changes nothing of another territory", async () => {
    const { db, clock, listeners } = world.services
    const own = await aTerritory(world.services, system("test"), "Соседний округ")
    const { actor } = await signedIn(world.services, "coordinator", { kind: "territory", id: own })
    const { version } = await db
      .selectFrom("deliberation.draft")
      .select("version")
      .where("resolution_id", "=", known.draft)
      .executeTakeFirstOrThrow()
    const day = "2026-03-14"
    const tries: [string, object][] = [
      ["resolution.adopt", { id: known.draft, version, adoptedOn: day, visibility: "open" }],
      ["resolution.adopt", { id: known.draft, version, adoptedOn: day, visibility: "open", territoryId: own }],
      ["resolution.amend", { id: known.hidden, amendedOn: day, reason: "Опечатка", changes: [aChange()] }],
      ["resolution.show", { id: known.hidden, visibility: "open" }],
      ["item.direct", { id: known.item, directedOn: day, names: ["Совет ветеранов"] }],
    ]
    for (const [name, input] of tries) {
      const command = commands.find((c) => c.name === name)!
      const done = perform(command, { db, clock, listeners, actor }, input)
      await expect(done, name).rejects.toMatchObject({ status: 403, saying: { key: "refusal.not_allowed" } })
    }
  })
  const aChange = () => ({ itemId: known.item, field: "text", after: "Иной текст" })
})

describe("a visitor", () => {
  let built: ReturnType<typeof buildApp> | undefined
  const app = () => (built ??= buildApp(world.services))
  const routes = (methods: string[]) =>
    [
      ...new Set(
        app()
          .routes.filter((r) => methods.includes(r.method))
          .map((r) => `${r.method} ${r.path}`),
      ),
    ].map((line) => line.split(" ") as [string, string])
  const bare = (path: string) => path.replace(/\{(?:[^{}]|\{[^}]*\})*\}/g, "")
  /** An address of the pattern, about something that is there and hidden. */
  const filled = (path: string, resolution: number) =>
    bare(path)
      .replace(
        /^(.*)\/:file$/,
        (_, folder) => `${folder}/${folder === "/resolutions" ? `${resolution}.docx` : "1.docx"}`,
      )
      .replace(/:\w+/g, (_name, at: number, whole: string) => {
        const noun = /(\w+)\/$/.exec(whole.slice(0, at))?.[1] ?? ""
        const ids: Record<string, number | string> = { resolutions: resolution, items: known.item, ...natures() }
        return String(ids[noun] ?? 1)
      })
  const natures = () => ({ organisations: known.organisation, bodies: known.body, people: known.person })
  const refused = ({ status, location }: { status: number; location: string | null }) =>
    [400, 401, 403, 404, 410, 422].includes(status) ||
    (status === 303 && /^\/(sign-in|password\/forgotten)(\?|$)/.test(location ?? ""))
  const eventCount = async () => {
    const { n } = await world.services.db
      .selectFrom("platform.event")
      .select((x) => x.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow()
    return n
  }

  test("opens no page that is not listed as open", async () => {
    const wrong: string[] = []
    const pages = routes(["GET"]).filter(([, path]) => !path.startsWith("/api/") && !openPages.includes(bare(path)))
    expect(pages.length).toBeGreaterThan(25)
    for (const [, path] of pages)
      for (const resolution of [known.open, known.draft]) {
        const answer = await visitor(app()).get(filled(path, resolution))
        if (!refused(answer) || answer.status === 422) wrong.push(`${filled(path, resolution)}: ${answer.status}`)
      }
    expect(wrong).toEqual([])
    expect(openPages.filter((path) => !routes(["GET"]).some(([, known]) => bare(known) === path))).toEqual([])
  })

  test("sees nothing of a hidden resolution, of its items and of a draft on open pages", async () => {
    const addresses = [known.hidden, known.draft].flatMap((id) => [
      ...["", ".docx", ".xlsx", ".json"].map((end) => `/resolutions/${id}${end}`),
      `/resolutions/${id}/source`,
      `/api/v1/resolutions/${id}`,
    ])
    for (const address of [...addresses, `/items/${known.item}`, `/api/v1/items/${known.item}`])
      expect((await visitor(app()).get(address)).status, address).toBe(404)
    const { browser } = await signedIn(world.services, "coordinator")
    for (const address of [`/resolutions/${known.hidden}`, `/items/${known.item}`])
      expect((await browser.get(address)).status, address).toBe(200)
  })

  test("changes nothing", async () => {
    const before = await eventCount()
    const deeds = routes(["POST", "PUT", "PATCH", "DELETE"]).filter(([, path]) => !openDeeds.includes(bare(path)))
    expect(deeds.length).toBeGreaterThan(40)
    const wrong: string[] = []
    for (const [method, path] of deeds)
      for (const resolution of [known.hidden, known.draft]) {
        const origin = "http://127.0.0.1:3000"
        const json = path.startsWith("/api/")
        const answer = await app().request(`${origin}${filled(path, resolution)}`, {
          method,
          body: json ? "{}" : new URLSearchParams({ key: "k", version: "1" }),
          headers: { Origin: origin, ...(json && { "Content-Type": "application/json" }) },
        })
        const location = answer.headers.get("Location")
        if (!refused({ status: answer.status, location })) wrong.push(`${method} ${path}: ${answer.status} ${location}`)
      }
    expect(wrong).toEqual([])
    expect(await eventCount()).toBe(before)
    expect(openDeeds.filter((path) => !routes(["POST"]).some(([, known]) => bare(known) === path))).toEqual([])
  })

  test("cannot be made to act by another site", async () => {
    const { token } = await signedIn(world.services, "administrator")
    const send = (Origin: string) =>
      app().request("http://127.0.0.1:3000/demo/removal", {
        method: "POST",
        body: new URLSearchParams({ key: "k" }),
        headers: { Origin, Cookie: `farvater_session=${token}` },
      })
    expect((await send("https://elsewhere.example")).status).toBe(403)
    expect(await world.services.db.selectFrom("deliberation.draft").select("version").execute()).toHaveLength(1)
  })
})
