import { sql } from "kysely"
import { type Migration, Migrator } from "kysely/migration"
import { connect, type Db } from "./db.ts"

/** Migrations by name: `20261121T1030_registry_start`. The time orders those of all modules. */
export type Migrations = Record<string, Migration>

/**
 * Brings the database to the newest form; safe to call from several processes at once (Kysely takes a lock).
 * @returns names of the migrations applied now
 * @throws the error of the migration that failed; nothing of it stays
 */
export async function migrate(db: Db, migrations: Migrations): Promise<string[]> {
  await sql`CREATE SCHEMA IF NOT EXISTS platform`.execute(db)
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    allowUnorderedMigrations: true,
    migrationTableSchema: "platform",
    migrationTableName: "migration",
    migrationLockTableName: "migration_lock",
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).filter((r) => r.status === "Success").map((r) => r.migrationName)
}

/** The same for a server's address; opens and closes its own connection. */
export async function migrateAt(url: string, migrations: Migrations): Promise<string[]> {
  const db = connect(url, 2)
  try {
    return await migrate(db, migrations)
  } finally {
    await db.destroy()
  }
}

/** Names of migrations that have not been applied to a server; nothing is changed there. */
export async function pendingMigrationsAt(url: string, migrations: Migrations): Promise<string[]> {
  const db = connect(url, 1)
  try {
    const applied = new Set(await appliedMigrations(db))
    return Object.keys(migrations).filter((name) => !applied.has(name))
  } finally {
    await db.destroy()
  }
}

/** Names of the migrations that a database has had, in their order; none when it is a new one. */
export async function appliedMigrations(db: Db): Promise<string[]> {
  const there = await sql<{ there: boolean }>`SELECT to_regclass('platform.migration') IS NOT NULL AS there`.execute(db)
  if (!there.rows[0]?.there) return []
  const { rows } = await sql<{ name: string }>`SELECT name FROM platform.migration ORDER BY name`.execute(db)
  return rows.map((row) => row.name)
}
