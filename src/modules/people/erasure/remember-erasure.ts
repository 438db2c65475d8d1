import { appendFileSync } from "node:fs"
import { join } from "node:path"
import type { Reaction } from "#platform/module.ts"

/** Adds a line to the list outside of all backups, so that restoring one erases the person again. */
export const rememberErasure: Reaction = {
  name: "people.remember-erasure",
  to: ["person.erased"],
  async run({ services }, event) {
    const line = { at: event.at.toISOString(), person_id: event.subjectId, kind: String(event.payload.basis) }
    appendFileSync(join(services.config.DATA_DIR, "erasures.jsonl"), `${JSON.stringify(line)}\n`)
  },
}
