import { staffSomewhere } from "#platform/actor.ts"
import type { Importer } from "#platform/tabular/importer.ts"
import { kindOptions } from "../party/party-words.ts"
import { hasHeader } from "../party/pasted-columns.ts"
import { guessPartyColumns, partyColumns } from "./import-columns.ts"
import { takeRows } from "./take-rows.ts"
import { undoRows } from "./undo-rows.ts"

/** Organisations and bodies out of a table. */
export const partyImporter: Importer = {
  kind: "party",
  title: "registry.import.title",
  home: "/organisations",
  addressOf: (id) => `/organisations/${id}`,
  permit: staffSomewhere,
  columns: partyColumns,
  required: { keys: ["name"], missing: "registry.import.no_name" },
  hasHeader,
  guess: guessPartyColumns,
  assumed: {
    label: "registry.paste.assumed",
    hint: "registry.paste.assumed.hint",
    first: "ngo",
    options: (say) => kindOptions(say),
  },
  take: takeRows,
  undo: undoRows,
}
