import type { Person } from "../person/person.store.ts"

/** What an import leaves of a person, to be taken back by. */
export type Trace = {
  id: string
  /** The last event that the import itself announced of the person. */
  event: number
  added: boolean
  fields: { name: keyof Person; before: unknown; after: unknown }[]
  affiliations: number[]
  skills: number[]
  consent?: number
}
