import type { Shelf } from "./shelf.ts"

export const partyShelf: Shelf = { schema: "registry", cards: "registry.party", type: "bigint" }
