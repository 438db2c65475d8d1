import type { View } from "#platform/view.ts"
import type { Passage } from "./resolution-parts.store.ts"

/** The text before and after the items: long preambles are folded, findings are lists. */
export function TextAround({ view, passages, kinds }: { view: View; passages: Passage[]; kinds: Passage["kind"][] }) {
  const { t } = view
  const shown = passages.filter((p) => kinds.includes(p.kind))
  const texts = shown.filter((p) => p.kind !== "finding")
  const findings = shown.filter((p) => p.kind === "finding")
  return (
    <>
      {texts.length > 0 && (
        <details class="text-around">
          <summary>{t(kinds.includes("preamble") ? "resolution.text.preamble" : "resolution.text.closing")}</summary>
          {texts.map((p) => (
            <p>{p.text}</p>
          ))}
        </details>
      )}
      {findings.length > 0 && (
        <details class="text-around">
          <summary>{t("resolution.text.findings", { count: findings.length })}</summary>
          <ul>
            {findings.map((p) => (
              <li>
                {p.tone && p.tone !== "neutral" && <b>{t(`resolution.tone.${p.tone as "positive" | "problem"}`)}: </b>}
                {p.text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
