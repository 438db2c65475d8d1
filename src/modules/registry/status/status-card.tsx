import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import type { OpenParty } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"
import type { PartyStatus } from "./status.store.ts"
import { endsWithin, hasEnded, inForce } from "./status.ts"
import { statusWord, termSaid } from "./status-words.ts"

/** So many days ahead those who keep the card see that a status ends. */
const soon = 60

type StatusCardProps = {
  view: View
  id: number
  statuses: PartyStatus[]
  institutions: Map<number, OpenParty>
  canEdit: boolean
}

function StatusRow({ view, id, institutions, canEdit, status }: StatusCardProps & { status: PartyStatus }) {
  const { t, today } = view
  const institution = institutions.get(status.institutionId ?? 0)
  const here = `/organisations/${id}/statuses/${status.id}`
  const word = statusWord(t, status.kind)
  return (
    <Row
      title={<b>{word}</b>}
      mini={[
        termSaid(view, status),
        status.link ? (
          <a href={status.link} rel="noopener nofollow">
            {status.proof}
          </a>
        ) : (
          status.proof
        ),
        institution && <a href={view.href(addressOf(institution))}>{institution.name}</a>,
        status.endedWhy,
      ]}
      end={
        canEdit && (
          <>
            {endsWithin(status, today, soon) && <StateMark tone="late" word={t("registry.status.ends_soon")} />}
            {!hasEnded(status, today) && (
              <LinkButton kind="link" href={view.href(`${here}/end`)}>
                {t("registry.status.end")}
                <span class="unseen">: {word}</span>
              </LinkButton>
            )}{" "}
            <LinkButton kind="link" href={view.href(`${here}/removal`)}>
              {t("registry.status.remove")}
              <span class="unseen">: {word}</span>
            </LinkButton>
          </>
        )
      }
    />
  )
}

/** On a card: what the organisation is recognised as, then what will be, and folded what it no longer is. */
export function StatusCard(props: StatusCardProps) {
  const { view, id, statuses, canEdit } = props
  const { t, today } = view
  if (!statuses.length && !canEdit) return null
  const ended = statuses.filter((status) => hasEnded(status, today))
  const ahead = statuses.filter((status) => !hasEnded(status, today) && !inForce(status, today))
  const present = [...statuses.filter((status) => inForce(status, today)), ...ahead]
  return (
    <Card title={t("registry.status.list")}>
      {present.length > 0 ? (
        <Rows label={t("registry.status.list")}>
          {present.map((status) => (
            <StatusRow {...props} status={status} />
          ))}
        </Rows>
      ) : (
        <p>{t("registry.status.none")}</p>
      )}
      {ended.length > 0 && (
        <details class="text-around">
          <summary>{t("registry.status.ended", { count: ended.length })}</summary>
          <Rows label={t("registry.status.ended", { count: ended.length })}>
            {ended.map((status) => (
              <StatusRow {...props} status={status} />
            ))}
          </Rows>
        </details>
      )}
      {canEdit && (
        <div class="buttons">
          <LinkButton icon="plus" href={view.href(`/organisations/${id}/statuses/new`)}>
            {t("registry.status.add")}
          </LinkButton>
        </div>
      )}
    </Card>
  )
}
