import type { Child, PropsWithChildren } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Icon } from "#ui/icons.tsx"

/** A bar that stays in sight: jump, undo, redo, when it was saved, and the primary deed at its end. */
export const Toolbar = ({ label, end, children }: PropsWithChildren<{ label: string; end?: Child }>) => (
  <section class="toolbar" aria-label={label}>
    {children}
    {end && <div class="toolbar-end">{end}</div>}
  </section>
)

/**
 * Wraps `Toolbar` and `SideBySide`. Inside it the keys N and Shift+N jump among uncertain places (`Piece doubt`),
 * and a line of the source and its piece light up together.
 */
export const CheckBench = ({ children }: PropsWithChildren) => (
  <div
    class="bench"
    data-controller="doubts pair"
    data-action="keydown->doubts#key mouseover->pair#show focusin->pair#show click->pair#reveal"
  >
    {children}
  </div>
)

/** The visible twin of the keys; without a script it leads to the first uncertain place. Nothing when there is none. */
export const DoubtJump = ({ view, count, first }: { view: View; count: number; first: string | undefined }) =>
  first ? (
    <span class="jump">
      <a class="btn" href={`#${first}`} data-action="doubts#next" aria-keyshortcuts="N">
        {view.t("ui.check.next", { count })}
      </a>
      <button type="button" class="link" data-action="doubts#previous" aria-keyshortcuts="Shift+N">
        {view.t("ui.check.previous")}
      </button>
    </span>
  ) : null

/** The source at the left, what was read from it at the right; one over another on a narrow screen. */
export const SideBySide = ({ view, source, children }: PropsWithChildren<{ view: View; source: Child }>) => (
  <div class="pair">
    <section class="source" aria-label={view.t("ui.check.source")}>
      <ol>{source}</ol>
    </section>
    <section class="draft" aria-label={view.t("ui.check.read")}>
      {children}
    </section>
  </div>
)

/** A line of the source. `piece` is the id of the `Piece` that it became; `doubt`: nobody knows what it is. */
export const SourceLine = (props: {
  view: View
  n: number
  text: string
  piece?: string | undefined
  doubt?: boolean
}) => (
  <li id={`line-${props.n}`} class={props.doubt ? "doubt" : undefined} data-piece={props.piece}>
    {props.piece ? (
      <a class="n" href={`#${props.piece}`} aria-label={props.view.t("ui.check.line_to_piece", { n: props.n })}>
        {props.n}
      </a>
    ) : (
      <span class="n">{props.n}</span>
    )}
    <span>{props.text}</span>
    {props.doubt && <span class="unseen"> ({props.view.t("ui.check.unrecognised")})</span>}
  </li>
)

/** «строка 27» or «строки 27–29», with a link to the first. */
export const LinesLink = ({ view, lines: [from, to] }: { view: View; lines: [from: number, to: number] }) => (
  <a class="lines" href={`#line-${from}`}>
    {view.t("ui.check.lines", { from, to, same: from === to ? "yes" : "no" })}
  </a>
)

type PieceProps = {
  view: View
  id: string
  /** The number as the document shows it. */
  no?: string
  text: Child
  /** Lines of the source, first and last; none for what comes from elsewhere. */
  lines?: [from: number, to: number] | undefined
  /** 1 for what stands under an item, and so on. */
  level?: number
  /** Kind of decision, term, addressee. */
  facts?: (Child | false)[]
  /** Why the place is worth a look; several become several lines. */
  doubts?: string[]
  /** Buttons or a form; one of them may be a `<details>`. */
  acts?: Child
}

/** One thing that was read: its number, text, facts, doubts and what can be done to it. */
export const Piece = ({ view, id, no, text, lines, level = 0, facts = [], doubts = [], acts }: PieceProps) => (
  <article
    id={id}
    class={`piece level-${Math.min(level, 3)}${doubts.length ? " doubtful" : ""}`}
    tabindex={-1}
    data-doubts-target={doubts.length ? "place" : undefined}
  >
    <span class="no">{no}</span>
    <div>
      <p>{text}</p>
      <p class="facts-line">
        {facts.map((fact) => fact && <span>{fact}</span>)}
        {lines && <LinesLink view={view} lines={lines} />}
      </p>
      {doubts.map((doubt) => (
        <p class="doubt-note">
          <Icon name="triangle-alert" />
          {doubt}
        </p>
      ))}
      {acts && <div class="acts">{acts}</div>}
    </div>
  </article>
)

/** A heading among pieces: an addressee with what is known of it. */
export const DraftHeading = (props: PropsWithChildren<{ id?: string; title: string; mini?: Child }>) => (
  <h2 id={props.id} class="draft-heading">
    {props.title} {props.mini && <small>{props.mini}</small>}
    {props.children}
  </h2>
)
