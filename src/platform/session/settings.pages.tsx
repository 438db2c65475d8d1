import type { Ctx } from "#platform/http/env.ts"
import { signedInOnly } from "#platform/http/signed-in-only.ts"
import { type Pages, settingGroups } from "#platform/module.ts"
import { Card, CardLinks } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"

/** What this reader may set, of all modules in their order. */
async function settingsOf(c: Ctx) {
  const { services, actor, view } = c.var
  const all = services.modules.flatMap(({ settings }) => settings ?? [])
  const found = await Promise.all(
    all.map(async ({ href, label, icon, group, visible }) => {
      if (!(await visible(actor, services))) return []
      const path = typeof href === "string" ? href : href(actor)
      return path === null ? [] : [{ group, href: view.href(path), label: view.t(label), icon }]
    }),
  )
  return found.flat()
}

/** `/settings`: where everything is set. Everything under it is for those who have signed in. */
export function settingsPages(app: Pages) {
  app.use("/settings", signedInOnly)
  app.use("/settings/*", signedInOnly)
  app.get("/settings", async (c) => {
    const { view } = c.var
    const { t } = view
    const links = await settingsOf(c)
    const groups = settingGroups.filter((name) => links.some(({ group }) => group === name))
    return c.html(
      <Page view={view} title={t("session.settings.title")}>
        <div class="begin">
          {groups.map((name) => (
            <Card title={t(`session.settings.${name}`)}>
              <CardLinks links={links.filter(({ group }) => group === name)} />
            </Card>
          ))}
        </div>
      </Page>,
    )
  })
}
