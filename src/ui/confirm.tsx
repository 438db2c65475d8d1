import type { Child } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Deed, LinkButton } from "#ui/button.tsx"

type ConfirmProps = {
  view: View
  /** Where the deed is posted; without the prefix of the language. */
  action: string
  with?: Record<string, string | number>
  /** What will be lost, line by line. */
  lost: Child[]
  /** Whether and how it can be undone. */
  undo: Child
  /** The button, named by its result: «Удалить черновик из 26 пунктов». */
  deed: string
  /** Where «Отмена» leads; without the prefix of the language. */
  back: string
}

/** The question before something is lost; the only thing on its page under the `h1`. */
export const Confirm = ({ view, action, with: hidden, lost, undo, deed, back }: ConfirmProps) => (
  <div class="confirm">
    <p>{view.t("ui.confirm.lost")}</p>
    <ul>
      {lost.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
    <p>{undo}</p>
    <div class="buttons">
      <Deed view={view} action={action} kind="danger" icon="trash" {...(hidden && { with: hidden })}>
        {deed}
      </Deed>
      <LinkButton href={view.href(back)}>{view.t("ui.confirm.back")}</LinkButton>
    </div>
  </div>
)
