import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import type { Draft } from "./draft.store.ts"

/** The text that did not become items: it can be made an item, or told where it belongs. */
export function PassageList({ view, draft }: { view: View; draft: Draft }) {
  const { t } = view
  const passages = draft.content.passages.map((p, index) => ({ ...p, index }))
  const shown = [
    ...passages.filter((p) => p.kind === "unrecognised"),
    ...passages.filter((p) => p.kind !== "unrecognised"),
  ]
  if (!shown.length) return null
  const last = draft.content.pieces.at(-1)
  return (
    <section class="passages" aria-labelledby="passages">
      <h2 id="passages">{t("draft.passages.title")}</h2>
      {shown.map((p) => (
        <form
          method="post"
          action={view.href(`/resolutions/${draft.resolutionId}/draft/passages/${p.index}`)}
          class="piece"
          data-controller="submit-once"
        >
          <input type="hidden" name="version" value={draft.version} />
          <input type="hidden" name="key" value={view.key()} />
          <span class="no">{p.line === null ? "" : <a href={`#line-${p.line}`}>{p.line}</a>}</span>
          <p>{p.text}</p>
          <p class={p.kind === "unrecognised" ? "warn" : "facts"}>{t(`draft.passages.kind.${p.kind}`)}</p>
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
      ))}
    </section>
  )
}

const lastBefore = (draft: Draft, line: number | null) =>
  line === null ? undefined : draft.content.pieces.findLast((piece) => piece.fromLine !== null && piece.fromLine < line)
