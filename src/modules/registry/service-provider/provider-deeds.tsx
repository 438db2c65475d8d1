import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"

/** What those who keep the organisation may do with one of its services. @param of names it for those who do not see */
export const ProviderDeeds = ({ view, id, of }: { view: View; id: number; of: string }) => (
  <>
    <LinkButton kind="link" href={view.href(`/services/providers/${id}/edit`)}>
      {view.t("provider.edit")}
      <span class="unseen">: {of}</span>
    </LinkButton>{" "}
    <LinkButton kind="link" href={view.href(`/services/providers/${id}/removal`)}>
      {view.t("provider.remove")}
      <span class="unseen">: {of}</span>
    </LinkButton>
  </>
)
