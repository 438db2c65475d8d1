import type { Generated } from "kysely"

export interface DocumentTable {
  number: Generated<number>
  kind: string
  id: string
  /** who may find it; the caller knows what the name means */
  audience: string
  title: string
  body: string
  url: string
  at: Date
  /** of the way of making terms: older documents are filed anew by `refile` */
  version: number
  tsv: string
}

/** Distinct forms met in documents, folded; among them the right spelling of a mistyped word is looked for. */
export interface WordTable {
  word: string
}

/** Documents whose words are not yet among the spellings. */
export interface UnspelledTable {
  number: Generated<number>
  document: number
}

/** Unusual words of documents changed or removed since; to be forgotten unless another document has them. */
export interface LeftWordTable {
  number: Generated<number>
  word: string
}

/** Documents for which those like them are to be found; an echo comes from a new document like this one. */
export interface UnrelatedTable {
  number: Generated<number>
  document: number
  echo: boolean
}

/** Documents like one, the likest first. */
export interface RelatedTable {
  document: number
  others: number[]
}

declare module "#platform/db.ts" {
  interface Tables {
    "search.document": DocumentTable
    "search.word": WordTable
    "search.unrelated": UnrelatedTable
    "search.related": RelatedTable
    "search.unspelled": UnspelledTable
    "search.left_word": LeftWordTable
  }
}
