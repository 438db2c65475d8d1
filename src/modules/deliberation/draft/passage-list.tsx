import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import type { Draft } from "./draft.store.ts"
import type { DraftPassage } from "./draft.ts"

/** The text that did not become items: it can be made an item, or told where it belongs. */
export function PassageList({ view, draft, editable }: { view: View; draft: Draft; editable: boolean }) {
  const { t } = view
  const passages = draft.content.passages.map((p, index) => ({ ...p, index }))
  const lost = passages.filter((p) => p.kind === "unrecognised")
  const placed = passages.filter((p) => p.kind !== "unrecognised")
  return (
    <>
      {lost.length > 0 && (
        <section class="passages" aria-labelledby="lost">
          <h2 id="lost">{t("draft.passages.lost")}</h2>
          {lost.map((p) => (
            <Passage view={view} draft={draft} editable={editable} passage={p} />
          ))}
        </section>
      )}
      {placed.length > 0 && (
        <details class="passages text-around">
          <summary>{t("draft.passages.title", { count: placed.length })}</summary>
          {placed.map((p) => (
            <Passage view={view} draft={draft} editable={editable} passage={p} />
          ))}
        </details>
      )}
    </>
  )
}

type PassageProps = { view: View; draft: Draft; editable: boolean; passage: DraftPassage & { index: number } }

function Passage({ view, draft, editable, passage: p }: PassageProps) {
  const { t } = view
  const last = draft.content.pieces.at(-1)
  const words = (
    <>
      <span class="no">{p.line === null ? "" : <a href={`#line-${p.line}`}>{p.line}</a>}</span>
      <p>{p.text}</p>
      <p class={p.kind === "unrecognised" ? "warn" : "facts"}>{t(`draft.passages.kind.${p.kind}`)}</p>
    </>
  )
  if (!editable) return <div class="piece">{words}</div>
  return (
    <form
      method="post"
      action={view.href(`/resolutions/${draft.resolutionId}/draft/passages/${p.index}`)}
      class="piece"
      data-controller="submit-once"
    >
      <input type="hidden" name="version" value={draft.version} />
      <input type="hidden" name="key" value={view.key()} />
      {words}
      <div class="acts">
        <label>
          <span class="unseen">{t("draft.passages.after")}</span>
          <select name="after">
            <option value="">{t("draft.passages.first")}</option>
            {draft.content.pieces.map((piece) => (
              <option
                value={piece.id}
                selected={piece === lastBefore(draft, p.line) || (p.line === null && piece === last)}
              >
                {t("draft.passages.after_piece", { path: piece.path })}
              </option>
            ))}
          </select>
        </label>
        <Button kind="link" name="do" value="take">
          {t("draft.passages.take")}
        </Button>
        {p.kind === "unrecognised" &&
          (["preamble", "closing", "signature"] as const).map((kind) => (
            <Button kind="link" name="do" value={kind}>
              {t(`draft.passages.sort.${kind}`)}
            </Button>
          ))}
      </div>
    </form>
  )
}

const lastBefore = (draft: Draft, line: number | null) =>
  line === null ? undefined : draft.content.pieces.findLast((piece) => piece.fromLine !== null && piece.fromLine < line)
