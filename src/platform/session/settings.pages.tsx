import { administrator } from "#platform/actor.ts"
import { signedInOnly } from "#platform/http/signed-in-only.ts"
import type { Pages } from "#platform/module.ts"
import { fillSlot } from "#platform/slots.ts"
import { CardLinks } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"

declare module "#platform/slots.ts" {
  interface Slots {
    /** More links on the page of settings, as `CardLinks`. */
    "settings.links": Record<never, never>
  }
}

/** `/settings`: where everything is set. Everything under it is for those who have signed in. */
export function settingsPages(app: Pages) {
  app.use("/settings", signedInOnly)
  app.use("/settings/*", signedInOnly)
  app.get("/settings", async (c) => {
    const { view, actor } = c.var
    const { t, href } = view
    return c.html(
      <Page view={view} title={t("session.settings.title")} narrow>
        <CardLinks
          links={[
            { href: href("/settings/security"), label: t("session.security.title"), icon: "key-round" },
            { href: href("/settings/roles"), label: t("session.roles.title"), icon: "user" },
            ...(administrator(actor)
              ? ([
                  { href: href("/settings/people"), label: t("session.people.title"), icon: "users" },
                  { href: href("/settings/outbox"), label: t("delivery.title"), icon: "mail" },
                  { href: href("/settings/inbox"), label: t("inbox.title"), icon: "inbox" },
                ] as const)
              : []),
          ]}
        />
        {await fillSlot(c, "settings.links", {})}
      </Page>,
    )
  })
}
