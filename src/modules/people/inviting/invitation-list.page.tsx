import type { View } from "#platform/view.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import { stateOfClaim } from "../claim/claim.ts"
import { addressOfPerson, fullName } from "../person/person.ts"
import type { Invitation } from "./invitation.store.ts"

const tones = { open: "silent", claimed: "done", revoked: "closed", expired: "late" } as const

/** Where each invitation stands; sent again or taken back from here. */
export function InvitationListPage(props: {
  view: View
  invitations: Invitation[]
  now: Date
  /** The list was read on from somewhere. */
  first: boolean
  more: boolean
}) {
  const { view, invitations, now, first, more } = props
  const { t } = view
  const path = "/people/invitations"
  return (
    <Page
      view={view}
      title={t("people.invitation.list")}
      crumbs={[{ href: "/people", label: t("people.person.list") }]}
    >
      <div class="buttons">
        <LinkButton kind="primary" icon="plus" href={view.href(`${path}/new`)}>
          {t("people.invitation.new")}
        </LinkButton>
      </div>
      {invitations.length > 0 ? (
        <Rows label={t("people.invitation.list")}>
          {invitations.map((one) => {
            const state = stateOfClaim(one, now)
            const here = addressOfPerson(one.personId)
            return (
              <Row
                title={<a href={view.href(here)}>{fullName(one)}</a>}
                mini={[one.email, <Moment view={view} at={one.createdAt} />]}
                end={
                  <>
                    <StateMark tone={tones[state]} word={t(`value.invitation.state.${state}`)} />
                    {(state === "open" || state === "expired") && (
                      <Deed view={view} action={`${here}/claim`} kind="link" with={{ by: "mail", email: one.email }}>
                        {t("people.invitation.again")}
                      </Deed>
                    )}
                    {state === "open" && (
                      <Deed view={view} action={`${here}/claim/revocation`} kind="link">
                        {t("people.claim.revoke")}
                      </Deed>
                    )}
                  </>
                }
              />
            )
          })}
        </Rows>
      ) : (
        <Empty title={t("people.invitation.none")} why={t("people.invitation.about")} />
      )}
      <Pager
        view={view}
        first={first ? view.href(path) : undefined}
        more={more ? view.href(`${path}?after=${invitations.at(-1)!.id}`) : undefined}
      />
    </Page>
  )
}
