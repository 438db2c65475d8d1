/** One sentence of the catalogue with its parameters, translated only at the edge. */
export type Saying = { key: string; params?: Record<string, string | number> }

/**
 * A command or a page declines for a reason that a person can act on.
 * `status` is the HTTP status of the answer: 403 not allowed, 404 not there, 409 in conflict with what is stored,
 * 410 gone, 413 too large, 429 too often.
 */
export class Refusal extends Error {
  readonly status: 403 | 404 | 409 | 410 | 413 | 429
  readonly saying: Saying
  /** Things that stand in the way, which whoever is refused may see: their names and addresses without the host. */
  readonly related: { title: string; path: string }[]

  constructor(status: Refusal["status"], key: string, params?: Saying["params"], related: Refusal["related"] = []) {
    super(key)
    this.status = status
    this.saying = params ? { key, params } : { key }
    this.related = related
  }
}

/** What was typed does not fit: one saying per field (dotted path; "" is the whole form). The form is drawn again with it. */
export class InvalidInput extends Error {
  readonly fields: Record<string, Saying>

  constructor(fields: Record<string, Saying>) {
    super(`invalid input: ${Object.keys(fields).join(", ")}`)
    this.fields = fields
  }
}

/** Such an actor may not do it. */
export const notAllowed = () => new Refusal(403, "refusal.not_allowed")
/** There is no such thing, or none that this actor may know of. */
export const notFound = () => new Refusal(404, "refusal.not_found")
