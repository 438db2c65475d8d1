import type { View } from "#platform/view.ts"
import { Icon } from "#ui/icons.tsx"

type CopyProps = { view: View /** Sentences and the full address. */; text: string; label?: string; id?: string }

/** «Скопировать для чата»: a ready text to take along. Without a script it opens and can be selected. */
export const CopyText = ({ view, text, label = view.t("ui.copy.chat"), id = "copy-text" }: CopyProps) => (
  <details class="copy" data-controller="copy" data-action="toggle->copy#opened">
    <summary>
      <Icon name="copy" />
      {label}
    </summary>
    <label class="unseen" for={id}>
      {view.t("ui.copy.text")}
    </label>
    <textarea id={id} rows={4} readonly data-copy-target="text">
      {text}
    </textarea>
    <p class="buttons">
      <button type="button" class="btn" hidden data-copy-target="button" data-action="copy#copy">
        {view.t("ui.copy.copy")}
      </button>
      <span
        role="status"
        data-copy-target="said"
        data-copied={view.t("ui.copy.copied")}
        data-failed={view.t("ui.copy.failed")}
      />
    </p>
  </details>
)
