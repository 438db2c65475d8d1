import { sql } from "kysely"
import { addComment } from "#modules/commitments/comment/add-comment.ts"
import { sendExecution } from "#modules/commitments/execution/send-execution.ts"
import { planMilestones } from "#modules/commitments/milestone/plan-milestones.ts"
import { answerRequest } from "#modules/commitments/request/answer-request.ts"
import { askAddressees } from "#modules/commitments/sending/ask-addressees.ts"
import { siteOf } from "#modules/commitments/site.ts"
import { follow } from "#modules/commitments/subscription/follow.ts"
import { doer } from "#modules/commitments/testing/asked.ts"
import { itemsOf } from "#modules/deliberation/item/item.store.ts"
import { addAffiliation } from "#modules/people/affiliation/add-affiliation.ts"
import { giveRole } from "#modules/people/confirmed-role/give-role.ts"
import { openIncident } from "#modules/people/incident/write-incident.ts"
import { addPerson } from "#modules/people/person/add-person.ts"
import { stateCompetence } from "#modules/people/skill/state-competence.ts"
import { allowSite } from "#modules/registry/embedding/allow-site.ts"
import { draftList } from "#modules/registry/service-list/draft-list.ts"
import { addStatus } from "#modules/registry/status/add-status.ts"
import { system, visitor } from "#platform/actor.ts"
import { storeFile } from "#platform/files/store-file.ts"
import type { Services } from "#platform/services.ts"
import { giveGrant } from "#platform/session/people/give-grant.ts"
import { invite } from "#platform/session/people/invite.ts"
import { newToken } from "#platform/session/token.ts"
import { addWebhook } from "#platform/webhooks/webhook/add-webhook.ts"
import { newSecret } from "#platform/webhooks/webhook/secret.ts"
import { signedIn } from "./actors.ts"
import { tokenOf } from "./api-caller.ts"
import { aParty, aTerritory } from "./registry.ts"
import { aDraft, anAdopted } from "./resolution.ts"
import { namedWorld } from "./world.ts"

const text = (name: string, participant: string) => `Итоги круглого стола «${name}»
14 марта 2026 г. в Доме ветеранов (г. Заречный) прошёл круглый стол «${name}».
В обсуждении приняли участие:
${participant}, директор фонда «Опора»;
Белкина Светлана Юрьевна, психолог.

Предложения участников:
1. Администрации городского округа Заречный поставить скамьи: ${name}.
2. Управлению образования города Заречный провести праздник двора: ${name}.
`

/** The named world with one thing of every kind in its town, and words in them that give away whoever reads too much. */
export async function plantedWorld() {
  const world = await namedWorld()
  const { services } = world
  const { db, clock } = services
  const run = doer(services)
  const one = async (query: ReturnType<typeof sql<{ id: number }>>) => (await query.execute(db)).rows[0]!.id
  const town = await one(sql`SELECT id FROM registry.territory WHERE name = 'Заречный'`)
  const administration = await one(
    sql`SELECT id FROM registry.party WHERE name = 'Администрация городского округа Заречный'`,
  )
  const organisation = await aParty(services, system("test"), "Клуб «Ясный день»", {
    territoryId: town,
    email: "tayna-kontakt@example.ru",
    phone: "+7 900 555-01-23",
  })
  await run(addStatus, {
    ...{
      id: organisation,
      kind: "so_nko",
      from: "2024-01-01",
      until: null,
      proof: "Реестр",
      link: "",
      institutionId: null,
    },
  })
  await sql`UPDATE registry.party SET head_email = 'tayna-glava@example.ru' WHERE id = ${organisation}`.execute(db)

  /** A resolution with everything that can hang on it. */
  async function planted(name: string, visibility: "open" | "internal") {
    const draft = await aDraft(services, text(name, "Громобоева Л.Ф."), { territoryId: town })
    const { id } = await anAdopted(services, draft, { visibility, territoryId: town, addUnknown: true })
    const [item] = (await itemsOf(db, id)).filter((i) => i.type === "item")
    const letters = [
      {
        ...{ addressee: "Администрация городского округа Заречный", partyId: administration, channel: "email" },
        ...{ email: `tayna-adresat-${id}@example.ru`, remember: false, items: [{ id: item!.id, role: "lead" }] },
      },
    ]
    await run(askAddressees, { id, dated: "2026-04-13", letters })
    const request = await one(sql`SELECT id FROM commitments.request WHERE resolution_id = ${id}`)
    const recipient = await one(sql`SELECT recipient_id AS id FROM commitments.request WHERE id = ${request}`)
    const said = {
      name: "Отвечалова А. А.",
      post: "начальник",
      channel: "paper",
      evidence: "Бумага",
      onDay: "2026-04-20",
    }
    await run(
      answerRequest,
      answerRequest.input.parse({
        ...{ id: request, kind: "accept", termOn: "2027-05-01", ...said },
        site: siteOf(services),
      }),
    )
    await run(planMilestones, { id: request, milestones: [{ text: "Купить доски" }] })
    const sending = {
      id,
      on: "2026-05-01",
      text: "Отчёт",
      to: [{ name: "Совет", email: "" }],
      filesDir: services.filesDir,
    }
    await run(sendExecution, sending)
    await sql`UPDATE commitments.report_recipient SET received_on = '2026-05-03', received_at = ${clock.now()},
      received_by = 'phone', receiver_name = 'Получателева' WHERE sending_id IN
      (SELECT id FROM commitments.report_sending WHERE resolution_id = ${id})`.execute(db)
    const mail = await one(sql`
      INSERT INTO platform.incoming_mail (message_id, from_address, from_name, subject, body_text, full_text, received_at, taken_at, not_kept)
      VALUES (${`<${id}@example.ru>`}, 'tayna-pismo@example.ru', 'Письмо', 'Ответ', 'письмоорешник', 'письмоорешник', ${clock.now()}, ${clock.now()}, '{}') RETURNING id`)
    const reply = await one(sql`
      INSERT INTO commitments.mail_reply (recipient_id, territory_id, incoming_mail_id, from_name, from_address, subject, body_text, full_text, not_kept, received_at, on_day)
      VALUES (${recipient}, ${town}, ${mail}, 'Письмо', 'tayna-pismo@example.ru', 'Ответ', 'письмоорешник', 'письмоорешник', '{}', ${clock.now()}, '2026-05-03') RETURNING id`)
    const file = async (kind: string, of: number, word: string) =>
      db.transaction().execute((tx) =>
        storeFile({ tx, actor: system("test"), now: clock.now() }, services.filesDir, {
          ...{ bytes: new TextEncoder().encode(word), name: "тайна.txt", use: "document", audience: "staff" },
          subject: { kind, id: of },
        }),
      )
    const act = await one(sql`SELECT max(id) AS id FROM commitments.act WHERE request_id = ${request}`)
    const comment = visibility === "open" ? await aComment(services, item!.id) : 0
    const receipt = await one(sql`SELECT r.id FROM commitments.report_recipient r
      JOIN commitments.report_sending s ON s.id = r.sending_id WHERE s.resolution_id = ${id}`)
    const step = await one(sql`SELECT id FROM commitments.step WHERE request_id = ${request}`)
    const requestFile = await file("act", act, "файлоясень")
    const replyFile = await file("mail_reply", reply, "файлорябина")
    return {
      resolutions: id,
      items: item!.id,
      requests: request,
      recipients: recipient,
      replies: reply,
      comments: comment,
      inbox: mail,
      letters: await one(sql`SELECT min(id) AS id FROM commitments.letter WHERE recipient_id = ${recipient}`),
      sendings: await one(sql`SELECT id FROM commitments.report_sending WHERE resolution_id = ${id}`),
      "report-recipients": receipt,
      receipts: receipt,
      steps: step,
      "milestones/:step": step,
      "paper/:file": id,
      ":request": request,
      ":file": requestFile,
      "files/:id": replyFile,
      "replies/:id/files/:file": replyFile,
    }
  }
  const open = await planted("Открытая вишня", "open")
  const hidden = await planted("Всё скрытосливовое", "internal")
  const draft = await aDraft(services, text("Всё черновокалиновое", "Черноградова Л.Ф."), { territoryId: town })
  const { actor: somebody } = await signedIn(services, "member", { kind: "installation" }, "Пётр Чужой")
  const userId = (somebody as { userId: string }).userId
  await sql`UPDATE platform.app_user SET email = 'tayna-uchyot@example.ru' WHERE id = ${userId}::uuid`.execute(db)
  await tokenOf(services, somebody)
  await doer(services, somebody)(follow, { kind: "item", id: open.items, locale: "ru" })
  const letter = { subject: "Зовём", text: "Приходите" }
  const invitation = await run(invite, {
    ...{ role: "member", scope: "installation", token: newToken(), email: "tayna-zovut@example.ru", letter },
  })
  const { actor: second } = await signedIn(services, "member", { kind: "installation" }, "Анна Зимина")
  const secondId = (second as { userId: string }).userId
  await sql`UPDATE platform.app_user SET email = 'tayna-zamestitel@example.ru' WHERE id = ${secondId}::uuid`.execute(db)
  const held = await run(giveGrant, {
    ...{ userId, role: "controller", scope: `territory:${town}`, until: null },
  })
  const deputy = await one(sql`INSERT INTO platform.app_grant
    (user_id, role, scope_kind, scope_id, from_at, until_at, deputy_of)
    VALUES (${secondId}, 'controller', 'territory', ${town}, ${clock.now()}, ${clock.now()}::timestamptz + interval '1 day', ${held})
    RETURNING id`)
  const webhook = await run(addWebhook, {
    ...{ name: "Крючок", url: "https://tayna-kryuchok.example/hook", events: null },
    ...{ installation: services.secret, secret: newSecret() },
  })
  const { id: person } = await run(addPerson, {
    ...{ familyName: "Затаённая", givenName: "Вера", email: "tayna-lico@example.ru", note: "заметкатополь" },
    territoryId: town,
  })
  await run(addAffiliation, { id: person, partyId: organisation, role: "member" })
  const competence = await one(sql`SELECT min(id) AS id FROM people.competence`)
  const skill = await run(stateCompetence, {
    ...{ id: person, competenceId: competence, level: "expert", evidence: "доказательствоольха", link: "" },
    ...{ until: null, ground: "основаниеива" },
  })
  await sql`INSERT INTO people.due (person_id, reason, found_at)
    VALUES (${person}, 'idle', ${clock.now()})`.execute(db)
  const role = await run(giveRole, {
    id: person,
    role: "expert",
    from: "2026-01-01",
    until: null,
    ground: "приказивушка",
  })
  const { number: incident } = await run(openIncident, { foundAt: clock.now().toISOString(), what: "инцидентлипа" })
  const { number: list } = await run(draftList, { demo: false })
  const { id: site } = await run(allowSite, { site: "zarechny.example", note: "" })
  const elsewhere = await aTerritory(services, system("test"), "Соседний округ")
  const shared: Things = {
    organisations: organisation,
    statuses: await one(sql`SELECT id FROM registry.party_status WHERE party_id = ${organisation}`),
    bodies: administration,
    competences: competence,
    "competences/:skill": skill.id,
    "roles/:role": role.id,
    directions: await one(sql`SELECT min(id) AS id FROM registry.direction`),
    territories: town,
    services: await one(sql`SELECT min(service_id) AS id FROM registry.provider`),
    "providers/:provider": await one(sql`SELECT min(id) AS id FROM registry.provider`),
    "service-providers": await one(sql`SELECT min(id) AS id FROM registry.provider`),
    embedding: site,
    ":number": 1,
    themes: await one(sql`SELECT min(id) AS id FROM deliberation.theme`),
    people: userId,
    roles: await one(sql`SELECT id FROM platform.app_grant WHERE user_id = ${userId}`),
    grants: await one(sql`SELECT id FROM platform.app_grant WHERE user_id = ${userId}`),
    sessions: await one(sql`SELECT id FROM platform.session WHERE user_id = ${userId}`),
    tokens: await one(sql`SELECT id FROM platform.api_token WHERE user_id = ${userId}`),
    invitations: invitation,
    "account-invitations": invitation,
    deputies: deputy,
    webhooks: webhook.id,
    deliveries: await one(sql`SELECT min(id) AS id FROM platform.webhook_delivery`),
    subscriptions: await one(sql`SELECT min(id) AS id FROM commitments.subscription`),
    outbox: await one(sql`SELECT min(id) AS id FROM platform.outgoing_mail`),
    "workdays/:year": 2026,
    "workdays/:file": 2026,
    ":day": "2026-12-31",
    "people/:id": person,
    "due/:id": person,
    "settings/people/:id": userId,
    "api/v1/people/:id": person,
    ":affiliation": await one(sql`SELECT id FROM people.affiliation WHERE person_id = ${person}`),
    "centres/:id": await one(sql`SELECT min(id) AS id FROM network.centre WHERE territory_id = ${town}`),
    "centres/:slug": await one(sql`SELECT min(slug) AS id FROM network.centre WHERE territory_id = ${town}`),
    curators: await one(sql`SELECT min(u.id) AS id FROM network.curator u
      JOIN network.centre c ON c.id = u.centre_id WHERE c.territory_id = ${town}`),
    ":user": userId,
    ":territory": town,
    ":link": 1,
    applications: await one(sql`SELECT min(id) AS id FROM people.application WHERE territory_id = ${town}`),
    imports: 1,
    ":process": 1,
    "incidents/:number": incident,
    "incidents/:file": "told_first",
    suggestions: 1,
    ":consent": 1,
    ":guardian": 1,
    ":text": await one(sql`SELECT min(id) AS id FROM people.consent_text`),
    ":kind": "processing",
    ":form": "paper",
    "settings/erasures/:file": 1,
    ":provider": "nobody",
    ":document": 1,
    "decision/:kind": "release",
    "assets/:name": "none.css",
    "passages/:n": 1,
    "pieces/:piece": "p1",
    ":token": `1-${"a".repeat(24)}`,
  }
  /** What the parts of addresses stand for, about something open, something hidden, or a draft. */
  const things = (kind: "open" | "hidden" | "draft"): Things => {
    const about = kind === "open" ? open : hidden
    return { ...shared, ...about, ...(kind === "draft" && { resolutions: draft, ":number": list }) }
  }
  return {
    ...world,
    town,
    elsewhere,
    stranger: await aParty(services, system("test"), "Чужой клуб", { territoryId: elsewhere }),
    things,
  }
}
export type Things = Record<string, string | number>
export type PlantedWorld = Awaited<ReturnType<typeof plantedWorld>>

const aComment = async (services: Services, item: number): Promise<number> =>
  (await doer(services, visitor)(addComment, { item, name: "Прохожий", text: "примечаниеклён" })).id
