export const refusalCodes = [
  "empty",
  "too_large",
  "scanned_pdf",
  "encrypted",
  "old_doc",
  "picture",
  "broken",
  "zip_bomb",
  "external_entity",
  "path_traversal",
  "unsupported",
  "timeout",
  "memory",
  "empty_table",
  "too_large_table",
  "not_table",
] as const
export type RefusalCode = (typeof refusalCodes)[number]
export type RefusalParams = Record<string, string | number>

/**
 * A document that cannot or must not be read. People are told `documents.refusal.<code>` with `params`;
 * `cause` is for the log only.
 */
export class DocumentRefusal extends Error {
  readonly code: RefusalCode
  readonly params: RefusalParams

  constructor(code: RefusalCode, params: RefusalParams = {}, cause?: unknown) {
    super(`documents.refusal.${code}`, cause === undefined ? undefined : { cause })
    this.name = "DocumentRefusal"
    this.code = code
    this.params = params
  }
}
