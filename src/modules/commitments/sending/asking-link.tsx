import { itemsForAsking } from "#modules/deliberation/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { LinkButton } from "#ui/button.tsx"
import { CardLinks } from "#ui/card.tsx"
import { requestsOfResolution } from "../request/request.store.ts"
import { planAsking } from "./plan-asking.ts"

/** On the page of a resolution, for its staff: whom to ask, first of all while somebody was not asked; the letters. */
export async function askingLink(c: Ctx, { id }: { id: number }) {
  const { view, services } = c.var
  const { t } = view
  const [items, before] = await Promise.all([itemsForAsking(services.db, id), requestsOfResolution(services.db, id)])
  const { recipients, classes } = planAsking(items, before, new Map())
  const count = recipients.length
  const asking = view.href(`/resolutions/${id}/asking`)
  const unsent = count > 0 || (classes.length > 0 && !before.length)
  return (
    <>
      {unsent && (
        <p class="buttons">
          <LinkButton kind="primary" icon="send" href={asking}>
            {t("asking.act", { count })}
          </LinkButton>
        </p>
      )}
      <CardLinks
        links={[
          ...(unsent ? [] : [{ href: asking, label: t("asking.act", { count }), icon: "send" as const }]),
          { href: view.href(`/resolutions/${id}/letters`), label: t("letter.title"), icon: "mail" },
          {
            href: view.href(`/resolutions/${id}/execution/sending`),
            label: t("execution.sending.title"),
            icon: "file-text",
          },
        ]}
      />
    </>
  )
}
