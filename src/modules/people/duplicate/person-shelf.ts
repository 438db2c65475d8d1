import type { Shelf } from "#modules/registry/public.ts"

export const personShelf: Shelf = { schema: "people", cards: "people.person", type: "uuid" }
