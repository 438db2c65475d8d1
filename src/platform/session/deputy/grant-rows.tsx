import type { Role } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { Deed } from "#ui/button.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { type Named, roleName } from "../people/people.page.tsx"
import type { GrantRow } from "../people/people.store.ts"
import { canHaveDeputy, canManagePeople } from "../session.policy.ts"
import type { deputiesOf } from "./deputy.store.ts"

export type DeputyRow = Awaited<ReturnType<typeof deputiesOf>>[number]

const Dates = ({ view, grant }: { view: View; grant: { from_at: Date; until_at: Date | null } }) => (
  <>
    {view.t("session.grant.from")} <Moment view={view} at={grant.from_at} plain />{" "}
    {grant.until_at ? (
      <>
        {view.t("session.grant.until")} <Moment view={view} at={grant.until_at} plain />
      </>
    ) : (
      view.t("session.grant.endless")
    )}
  </>
)

/** The roles of one account, with dates, whom it stands in for, and who stands in for it. */
export function GrantRows({
  view,
  grants,
  deputies,
}: {
  view: View
  grants: Named<GrantRow>[]
  deputies: DeputyRow[]
}) {
  const { t, href } = view
  const manages = canManagePeople(view.actor)
  if (!grants.length) return <p>{t("session.people.no_role")}</p>
  const end = (grant: GrantRow) => {
    if (manages)
      return (
        <Deed view={view} action={`/settings/people/grants/${grant.id}/end`} with={{ user: grant.user_id }}>
          {t("session.grant.end")}
        </Deed>
      )
    return grant.deputy_of !== null && <EndDeputy view={view} id={grant.id} />
  }
  return (
    <Rows label={t("session.grant.title")}>
      {grants.map((grant) => (
        <Row
          title={[roleName(view, grant.role), grant.where && [" (", grant.where, ")"]]}
          mini={[
            grant.stands_for && <b>{t("session.deputy.stands_for", { name: grant.stands_for })}</b>,
            <Dates view={view} grant={grant} />,
            grant.given_by && t("session.grant.given_by", { name: grant.given_by }),
            ...deputies
              .filter((deputy) => deputy.deputy_of === grant.id)
              .map((deputy) => (
                <>
                  {t("session.deputy.is", { name: deputy.holder })} <Dates view={view} grant={deputy} />
                </>
              )),
            grant.deputy_of === null && canHaveDeputy(grant.role as Role) && (
              <a href={href(`/settings/roles/${grant.id}/deputy`)}>{t("session.deputy.title")}</a>
            ),
          ]}
          end={end(grant)}
        />
      ))}
    </Rows>
  )
}

export const EndDeputy = ({ view, id }: { view: View; id: number }) => (
  <Deed view={view} action={`/settings/roles/${id}/end`}>
    {view.t("session.deputy.end")}
  </Deed>
)
