import { administrator, staffSomewhere, userIdOf } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { importById, listImports, type NamedImport } from "./import.store.ts"
import type { Importer } from "./importer.ts"
import { canSteer } from "./steer-import.ts"
import { importersOf } from "./work-import.ts"

/** Importers of whoever reads; the one of a kind, or the first. @throws Refusal 403 for who has none */
export function importersFor(c: Ctx, kind?: string): { importers: Importer[]; chosen: Importer } {
  const { actor, services } = c.var
  const importers = staffSomewhere(actor) ? importersOf(services).filter(({ permit }) => permit(actor)) : []
  const chosen = importers.find((one) => one.kind === kind) ?? importers[0]
  if (!chosen) throw notAllowed()
  return { importers, chosen }
}

/** One import with its importer. @throws Refusal 404 when there is none, or it holds data of people and is another's */
export async function importFor(c: Ctx, id: number): Promise<{ run: NamedImport; importer: Importer }> {
  const { importers } = importersFor(c)
  const run = await importById(c.var.services.db, id)
  const importer = importers.find(({ kind }) => kind === run?.kind)
  if (!run || !importer || (importer.personal && !canSteer(c.var.actor, run))) throw notFound()
  return { run, importer }
}

/** Imports that the reader may look at, the newest first. */
export async function importsFor(c: Ctx, after: number | undefined, limit: number): Promise<NamedImport[]> {
  const { importers } = importersFor(c)
  const { actor, services } = c.var
  const own = administrator(actor) ? [] : importers.flatMap(({ kind, personal }) => (personal ? kind : []))
  const which = { kinds: importers.map(({ kind }) => kind), own, userId: userIdOf(actor) }
  return listImports(services.db, which, after, limit)
}
