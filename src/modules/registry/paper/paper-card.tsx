import type { View } from "#platform/view.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Day } from "#ui/time.tsx"
import { addressOf, type Nature } from "../party/party.ts"
import type { PartyDocument } from "./paper.store.ts"

type DocumentCardProps = {
  view: View
  party: { nature: Nature; id: number }
  /** Only those that this reader may open. */
  documents: PartyDocument[]
  /** Keeps the card, or speaks for the party. */
  canEdit: boolean
  canOffer: boolean
}

/** On a card: charter, reports, positions. */
export function DocumentCard({ view, party, documents, canEdit, canOffer }: DocumentCardProps) {
  const { t } = view
  if (!documents.length && !canEdit && !canOffer) return null
  const path = `${addressOf(party)}/documents`
  return (
    <Card title={t("document.list")}>
      {documents.length > 0 ? (
        <Rows label={t("document.list")}>
          {documents.map(({ id, kind, title, datedOn, audience }) => (
            <Row
              title={<a href={view.href(`${path}/${id}`)}>{title}</a>}
              mini={[
                t(`value.document.kind.${kind}`),
                datedOn && <Day view={view} date={datedOn} plain />,
                audience !== "public" && (
                  <StateMark
                    tone={audience === "staff" ? "closed" : "silent"}
                    word={t(`value.document.audience.${audience}`)}
                  />
                ),
              ]}
              end={
                (canEdit || (canOffer && audience === "offered")) && (
                  <>
                    {canEdit && (
                      <Deed
                        view={view}
                        action={`${path}/${id}/audience`}
                        with={{ audience: audience === "public" ? "staff" : "public" }}
                      >
                        {t(audience === "public" ? "document.hide" : "document.publish")}
                        <span class="unseen">: {title}</span>
                      </Deed>
                    )}
                    <LinkButton kind="link" href={view.href(`${path}/${id}/removal`)}>
                      {t("document.remove")}
                      <span class="unseen">: {title}</span>
                    </LinkButton>
                  </>
                )
              }
            />
          ))}
        </Rows>
      ) : (
        <p>{t("document.none")}</p>
      )}
      {(canEdit || canOffer) && (
        <div class="buttons no-print">
          <LinkButton icon="plus" href={view.href(`${path}/new`)}>
            {t("document.add")}
          </LinkButton>
        </div>
      )}
    </Card>
  )
}
