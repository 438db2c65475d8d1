import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { Confirm } from "#ui/confirm.tsx"
import { Page } from "#ui/frame.tsx"
import { siteOf } from "../site.ts"
import { renewLink, revokeLink } from "./change-link.ts"
import { LinkCard } from "./link-card.tsx"
import { loadLink } from "./load-link.ts"

async function load(c: Ctx) {
  const loaded = await loadLink(c, Number(c.req.param("id")))
  return { ...loaded, here: `/recipients/${loaded.recipient.id}/link` }
}

/** `/recipients/:id/link`: the link of one who was asked, given again to whoever lost it, or taken back. */
export function linkPages(app: Pages) {
  app.use("/recipients/:id/link/*", (c, next) => {
    c.header("Cache-Control", "no-store")
    return next()
  })
  app.get("/recipients/:id{[0-9]+}/link", async (c) => {
    const { view, services } = c.var
    const { recipient, resolution } = await load(c)
    return c.html(
      <Page
        view={view}
        narrow
        title={view.t("recipient.link.page", { addressee: recipient.addressee })}
        crumbs={[{ href: `/resolutions/${resolution.id}`, label: resolution.title }]}
      >
        <LinkCard view={view} recipient={recipient} site={siteOf(services)} />
      </Page>,
    )
  })
  app.get("/recipients/:id{[0-9]+}/link/revocation", async (c) => {
    const { view } = c.var
    const { recipient, here } = await load(c)
    const { t } = view
    return c.html(
      <Page view={view} narrow title={t("recipient.link.revoke_title", { addressee: recipient.addressee })}>
        <Confirm
          view={view}
          lost={[t("recipient.link.lost")]}
          undo={t("recipient.link.undo")}
          action={here}
          with={{ do: "revoke" }}
          deed={t("recipient.link.revoke")}
          back={here}
        />
      </Page>,
    )
  })
  app.post("/recipients/:id{[0-9]+}/link", async (c) => {
    const form = await formOf(c)
    const { recipient, here } = await load(c)
    const [deed, said] =
      textOf(form, "do") === "revoke"
        ? ([revokeLink, "recipient.link.was_revoked"] as const)
        : ([renewLink, "recipient.link.was_renewed"] as const)
    await act(c, deed, { id: recipient.id, site: siteOf(c.var.services) }, textOf(form, "key"))
    return goTo(c, here, said)
  })
}
