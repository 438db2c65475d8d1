import { dayIn } from "#platform/day.ts"
import type { View } from "#platform/view.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { CopyText } from "#ui/copy.tsx"
import { Day } from "#ui/time.tsx"
import type { Site } from "../site.ts"
import { answerAddress } from "./mail-request.ts"
import type { Recipient } from "./recipient.store.ts"

/**
 * The link of a recipient for the coordinator: address, code for paper, until when; to copy, to revoke, to renew.
 * Only for those who may ask (`canAsk`): whoever has the address answers for the recipient.
 *
 * @example <LinkCard view={view} recipient={recipient} site={siteOf(services)} />
 */
export function LinkCard({ view, recipient, site }: { view: View; recipient: Recipient; site: Site }) {
  const { t } = view
  const { id, revokedAt, expiresAt } = recipient
  const { url, short, code } = answerAddress(site, recipient)
  const here = `/recipients/${id}/link`
  const over = revokedAt !== null || expiresAt <= view.now
  const day = dayIn(view.zone, revokedAt ?? expiresAt)
  return (
    <Card title={t("recipient.link.title")}>
      <p>{t(revokedAt ? "recipient.link.revoked" : over ? "recipient.link.expired" : "recipient.link.works")}</p>
      <Facts
        facts={[
          [t(revokedAt ? "recipient.link.revoked_on" : "recipient.link.until"), <Day view={view} date={day} />],
          [t("recipient.link.code"), !over && <code>{code}</code>],
          [t("recipient.link.short"), !over && short],
        ]}
      />
      {!over && (
        <CopyText
          view={view}
          id={`link-${id}`}
          label={t("recipient.link.copy")}
          text={t("recipient.link.text", { addressee: recipient.addressee, url, short, code })}
        />
      )}
      <div class="buttons">
        <Deed view={view} action={here} with={{ do: "renew" }}>
          {t("recipient.link.renew")}
        </Deed>
        {!over && <LinkButton href={view.href(`${here}/revocation`)}>{t("recipient.link.revoke")}</LinkButton>}
      </div>
    </Card>
  )
}
