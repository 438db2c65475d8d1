import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"

/** Shown by its script where the browser knows passkeys; without a script there is nothing to show. */
export const PasskeyButton = ({ view, next }: { view: View; next: string }) => (
  <div
    data-controller="passkey"
    data-passkey-options-value={view.href("/sign-in/passkey/options")}
    data-passkey-finish-value={view.href("/sign-in/passkey")}
    data-passkey-next-value={next}
    data-passkey-failed-value={view.t("session.passkey.failed")}
    hidden
  >
    <Button type="button" icon="key-round" data={{ "data-action": "passkey#signIn" }}>
      {view.t("session.sign_in.by_passkey")}
    </Button>
    <p class="error" data-passkey-target="problem" role="alert" hidden />
  </div>
)
