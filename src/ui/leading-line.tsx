import type { Child } from "hono/jsx"
import { percent } from "#ui/chart.tsx"

export type Leg = {
  count: number | string
  /** What was counted, after the number: «пунктов принято 14 марта». */
  label: string
  /** How much of the way from here to the next mark is done, 0 to 1; the last leg has none. */
  share?: number
  /** Nothing has come here yet. */
  ahead?: boolean
}

/**
 * The leading line: the way from a resolution to its result, always drawn as one line.
 * Across on a wide screen, down on a narrow one; without styles it is a numbered list.
 */
export const LeadingLine = ({ legs, caption }: { legs: Leg[]; caption: Child }) => (
  <figure class="card fairway">
    <ol class={`legs of-${legs.length}`}>
      {legs.map(({ count, label, share = 0, ahead }, i) => (
        <li class={ahead ? "ahead" : undefined}>
          {i < legs.length - 1 && (
            <svg class="way" aria-hidden="true" focusable="false">
              <rect class="rest" width="100%" height="100%" />
              <rect class="across" width={percent(share)} height="100%" />
              <rect class="down" width="100%" height={percent(share)} />
            </svg>
          )}
          <b>{count}</b> <span>{label}</span>
        </li>
      ))}
    </ol>
    <figcaption>{caption}</figcaption>
  </figure>
)
