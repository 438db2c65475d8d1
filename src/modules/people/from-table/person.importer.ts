import { staffSomewhere } from "#platform/actor.ts"
import type { Importer } from "#platform/tabular/importer.ts"
import { levelOptions } from "../skill/skill-words.ts"
import { guessPersonColumns, hasHeader, personColumns } from "./import-columns.ts"
import { takeRows } from "./take-rows.ts"
import { undoRows } from "./undo-rows.ts"

/** People out of a table, with where they belong and what they can do. */
export const personImporter: Importer = {
  kind: "person",
  title: "people.person.list",
  home: "/people",
  addressOf: (id) => `/people/${id}`,
  permit: staffSomewhere,
  personal: true,
  columns: personColumns,
  required: { keys: ["fullName", "familyName"], missing: "people.import.no_name" },
  hasHeader,
  guess: guessPersonColumns,
  assumed: {
    label: "people.import.assumed",
    hint: "people.import.assumed.hint",
    first: "beginner",
    options: levelOptions,
  },
  take: takeRows,
  undo: undoRows,
}
