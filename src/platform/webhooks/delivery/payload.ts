/** What a delivery is made of: an event, as `platform.event` keeps it. */
export type Told = {
  event_id: number
  event: string
  at: Date
  subject_kind: string
  subject_id: string
  payload: Record<string, unknown>
}

/** Numbers, yes and no, ids, days and words of programs; never a sentence, a name or an address. */
const harmless = (value: unknown): boolean =>
  value === null ||
  typeof value === "number" ||
  typeof value === "boolean" ||
  (typeof value === "string" && /^[A-Za-z0-9_.:-]{1,64}$/.test(value)) ||
  (Array.isArray(value) && value.every(harmless))

/** Ids are numbers where they look like numbers of ours: an id of a user is a UUID and stays a text. */
const idOf = (text: string) => (/^[1-9]\d{0,14}$/.test(text) ? Number(text) : text)

/**
 * The body of a delivery; the same at every attempt, for events never change. Events carry no personal values anyway;
 * whatever looks like a text is left out besides, because what has been sent cannot be taken back.
 */
export function bodyOf(told: Told): string {
  const payload = Object.fromEntries(Object.entries(told.payload).filter(([, value]) => harmless(value)))
  return JSON.stringify({
    type: told.event,
    timestamp: told.at.toISOString(),
    data: { id: told.event_id, subject: { kind: told.subject_kind, id: idOf(told.subject_id) }, payload },
  })
}

/** The header webhook-id. */
export const messageId = ({ message }: { message: string }): string => `msg_${message}`
