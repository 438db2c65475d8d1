import type { Child } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Moment } from "#ui/time.tsx"

export type Entry = {
  at: Date
  /** A whole sentence with who and what: «Осипова Л. М. приняла резолюцию.» */
  text: Child
  /** What was before and what is now, for changes of text. */
  change?: { was?: string | undefined; now?: string | undefined }
}

/** History of a thing, the newest first, readable as sentences. */
export const Timeline = ({ view, entries }: { view: View; entries: Entry[] }) => (
  <ol class="timeline" reversed>
    {entries.map(({ at, text, change }) => (
      <li>
        <p class="mini">
          <Moment view={view} at={at} />
        </p>
        <p>{text}</p>
        {change && <Change view={view} {...change} />}
      </li>
    ))}
  </ol>
)

/** An old and a new text, told apart by words and not only by colour. */
export const Change = ({ view, was, now }: { view: View } & NonNullable<Entry["change"]>) => (
  <dl class="change">
    {was !== undefined && (
      <div>
        <dt>{view.t("ui.change.was")}</dt>
        <dd>
          <del>{was}</del>
        </dd>
      </div>
    )}
    {now !== undefined && (
      <div>
        <dt>{view.t("ui.change.now")}</dt>
        <dd>
          <ins>{now}</ins>
        </dd>
      </div>
    )}
  </dl>
)
