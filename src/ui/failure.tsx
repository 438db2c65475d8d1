import { raw } from "hono/html"
import { signedIn } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { signInHref } from "#ui/header.tsx"

export type FailureStatus = 400 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500

type FailureProps = {
  view: View
  status: FailureStatus
  /** What happened, why and what to do; a general sentence stands in when there is none. */
  said?: string | undefined
  /** Troubles of fields, when no form could be drawn again. */
  fields?: string[]
  /** The number under which a fault is logged; shown for 500 only. */
  reference?: string
}

/** A way between two marks: there is a way on. */
const fairway = raw(
  '<svg class="way-on" width="320" height="72" viewBox="0 0 320 72" aria-hidden="true" focusable="false">' +
    '<path class="port" d="M36 12h18v40H36z"/><path class="starboard" d="m275 8 12 44h-24z"/>' +
    '<path class="water" fill="none" d="M4 62c13 0 13-6 26-6s13 6 26 6 13-6 26-6 13 6 26 6 13-6 26-6 13 6 26 6 13-6 26-6 13 6 26 6 13-6 26-6 13 6 26 6 13-6 26-6 13 6 26 6"/>' +
    '<path class="course" fill="none" d="M72 34h180"/></svg>',
)

/** A page in place of the one that could not be given: what happened and ways on. */
export function FailurePage({ view, status, said, fields = [], reference }: FailureProps) {
  const stranger = status === 403 && !signedIn(view.actor)
  return (
    <Page
      view={view}
      title={view.t(`ui.failure.${status}.title`)}
      narrow
      state={said ?? view.t(`ui.failure.${status}`)}
    >
      {fields.length > 0 && (
        <ul>
          {fields.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      )}
      {status === 500 && reference && (
        <p>
          {view.t("ui.failure.reference")} <code>{reference}</code>
        </p>
      )}
      <div class="buttons">
        {stranger && (
          <LinkButton kind="primary" icon="log-in" href={signInHref(view)}>
            {view.t("ui.sign_in")}
          </LinkButton>
        )}
        <LinkButton kind={stranger ? "secondary" : "primary"} icon="house" href={view.href("/")}>
          {view.t("ui.failure.home")}
        </LinkButton>
        <LinkButton icon="search" href={view.href("/search")}>
          {view.t("ui.failure.search")}
        </LinkButton>
      </div>
      {fairway}
    </Page>
  )
}
