import { randomUUID } from "node:crypto"
import { expect, onTestFinished, test } from "vitest"
import { migrateQueue } from "#platform/jobs.ts"
import { migrateAt } from "#platform/migrate.ts"
import { databaseUrl, execute, testServer } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { ask } from "#test/trial.ts"
import { allMigrations } from "../../../setup.ts"
import { loadLetterhead } from "./letterhead.store.ts"
import { lettersOfItem, listLetters } from "./register.store.ts"

test("letters of the release that kept them with resolutions move with their numbers and the series", async () => {
  const { url: server } = await testServer()
  const name = `moved_${randomUUID().slice(0, 8)}`
  await execute(server, `CREATE DATABASE ${name}`)
  onTestFinished(() => execute(server, `DROP DATABASE ${name} WITH (FORCE)`))
  const url = databaseUrl(server, name)
  const all = Object.entries(allMigrations())
  // What there was before anybody could be asked.
  const before = all.filter(([one]) => one < "20261121T12")
  await migrateQueue(url)
  await migrateAt(url, Object.fromEntries(before))
  for (const statement of [
    "INSERT INTO registry.territory (kind, name) VALUES ('region', 'Луговая область')",
    "INSERT INTO registry.party (nature, kind, name, folded_name, search_name, created_at) VALUES ('body', 'administration', 'Администрация', 'администрация', 'администрация', now())",
    `INSERT INTO deliberation.resolution (title, kind, held_on, territory_id, created_at)
       SELECT 'Тёплый двор', 'round_table', '2026-03-02', id, now() FROM registry.territory`,
    `INSERT INTO deliberation.letter (resolution_id, party_id, addressee, year, number, dated, items, at)
       SELECT r.id, p.id, n || ' адресат', 2026, n, '2026-03-03', '[{"path": "1", "label": "1.", "text": "Поставить скамьи", "deadline": null, "term": ""}]', now()
       FROM deliberation.resolution r, registry.party p, generate_series(1, 2) n`,
    "INSERT INTO deliberation.letterhead (organisation, phone) VALUES ('Центр', '12-34')",
    "INSERT INTO platform.counter (name, value) VALUES ('letter 2026', 2)",
  ])
    await execute(url, statement)
  expect(await migrateAt(url, Object.fromEntries(all))).toHaveLength(all.length - before.length)
  const { db } = testServices(url)
  const [second, first] = await listLetters(db, {}, { limit: 10 })
  expect(first).toMatchObject({ kind: "request", direction: "out", number: 1, numberText: "1", addressee: "1 адресат" })
  expect(second!.items[0]!.text).toBe("Поставить скамьи")
  expect(second!.territoryId).not.toBeNull()
  expect(await lettersOfItem(db, 1)).toEqual([])
  expect(await loadLetterhead(db)).toMatchObject({ organisation: "Центр", phone: "12-34" })
  expect(await ask(url, "SELECT to_regclass('deliberation.letter')")).toEqual([[null]])
  const again =
    "INSERT INTO commitments.letter (addressee, year, number, dated, items, at) VALUES ('x', 2026, 2, now(), '[]', now())"
  await expect(ask(url, again)).rejects.toThrow("letter_number")
  await ask(url, again.replace("2026, 2", "2026, 3"))
  expect(await ask(url, "SELECT count(*)::int FROM commitments.figure WHERE requests <> 0")).toEqual([[0]])
})
