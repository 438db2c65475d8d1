import { expect, test } from "vitest"
import { freshDatabase } from "./database.ts"
import { ask } from "./trial.ts"

test("every fresh database is migrated and apart from the others", async () => {
  const [one, two] = await Promise.all([freshDatabase(), freshDatabase()])
  try {
    await ask(one.url, "CREATE TABLE only_here (n int)")
    const tables = "SELECT count(*)::int FROM information_schema.tables WHERE table_name = "
    expect(await ask(one.url, `${tables} 'only_here'`)).toEqual([[1]])
    expect(await ask(two.url, `${tables} 'only_here'`)).toEqual([[0]])
    expect(await ask(two.url, `${tables} 'migration'`)).toEqual([[1]])
  } finally {
    await one.drop()
    await two.drop()
  }
})
