import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty } from "#ui/list.tsx"
import { DataTable } from "#ui/table.tsx"
import { asTree, pathUp, type Territory } from "./territory.ts"

/** All territories in the order of the tree. */
export function TerritoryList({ view, territories }: { view: View; territories: Territory[] }) {
  const { t } = view
  const count = territories.length
  return (
    <Page
      view={view}
      title={t("registry.territory.list")}
      crumbs={[{ href: "/settings", label: t("session.settings.title") }]}
      state={t("registry.territory.count", { count })}
    >
      <div class="buttons">
        <LinkButton kind="primary" icon="plus" href={view.href("/settings/territories/new")}>
          {t("registry.territory.add")}
        </LinkButton>
      </div>
      {count === 0 ? (
        <Empty title={t("registry.territory.empty")} why={t("registry.territory.empty.why")} />
      ) : (
        <DataTable
          caption={t("registry.territory.list")}
          quiet
          rows={asTree(territories)}
          columns={[
            {
              label: t("field.territory.name"),
              heading: true,
              cell: ({ id, name, depth }) => (
                <>
                  {"– ".repeat(depth)}
                  <a href={view.href(`/settings/territories/${id}`)}>{name}</a>
                </>
              ),
            },
            { label: t("field.territory.kind"), cell: ({ kind }) => t(`value.territory.kind.${kind}`) },
            {
              label: t("field.territory.parent"),
              cell: ({ parentId }) =>
                pathUp(territories, parentId)
                  .map(({ name }) => name)
                  .join(", "),
            },
            {
              label: t("registry.territory.under"),
              cell: ({ id, name }) => (
                <a href={view.href(`/settings/territories/new?under=${id}`)}>
                  {t("registry.territory.add_under")}
                  <span class="unseen"> {name}</span>
                </a>
              ),
            },
          ]}
        />
      )}
    </Page>
  )
}
