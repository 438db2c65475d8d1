import type { MessageKey, Params } from "#platform/i18n.ts"
import type { JournalEntry } from "#platform/journal.ts"
import type { View } from "#platform/view.ts"
import { Moment } from "#ui/time.tsx"
import { Change } from "#ui/timeline.tsx"

type HistoryProps = {
  view: View
  /** Kind of the thing, as its events name it: finds the words for its fields. */
  subject: string
  entries: JournalEntry[]
}

const doer = ({ t }: View, { by, userName }: JournalEntry) =>
  userName ?? t(`journal.by_${by === "user" ? "centre" : by}`)

const scalars = (payload: JournalEntry["payload"]): Params =>
  Object.fromEntries(Object.entries(payload).filter(([, value]) => typeof value !== "object")) as Params

/** A value as people read it: a catalogue's word where `value.<subject>.<field>.<value>` is one. */
export function saidValue({ t }: View, subject: string, field: string, value: unknown): string | undefined {
  if (value === null || value === undefined || value === "") return t("journal.empty")
  const text = String(value)
  const key = `value.${subject}.${field}.${text}`
  const word = t(key as MessageKey)
  return word === key ? text : word
}

/**
 * «История» of a thing, the newest first. A module says its events as `event.party_added` and names the fields as
 * `field.party.name`.
 */
export const History = ({ view, subject, entries }: HistoryProps) =>
  entries.length > 0 && (
    <details class="history">
      <summary>{view.t("journal.title", { count: entries.length })}</summary>
      <ol class="timeline" reversed>
        {entries.map((entry) => (
          <li>
            <p class="mini">
              <Moment view={view} at={entry.at} /> · {doer(view, entry)}
            </p>
            <p>{view.t(`event.${entry.name.replaceAll(".", "_")}` as MessageKey, scalars(entry.payload))}</p>
            {entry.changes.map(({ field, before, after, closed }) => (
              <>
                <p class="mini">{view.t(`field.${subject}.${field}` as MessageKey)}</p>
                {closed ? (
                  <p class="mini">{view.t("journal.closed")}</p>
                ) : (
                  <Change
                    view={view}
                    was={saidValue(view, subject, field, before)}
                    now={saidValue(view, subject, field, after)}
                  />
                )}
              </>
            ))}
          </li>
        ))}
      </ol>
    </details>
  )
