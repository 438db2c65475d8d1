import type { Attachment } from "#platform/files/attachment.store.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import type { Consent } from "./consent.ts"
import { consentTitle, dayWord, relationWord } from "./consent-words.ts"

type RowsProps = {
  view: View
  label: string
  consents: Consent[]
  /** Address of one consent's page, without the prefix of the language. */
  href: (consent: Consent) => string
  /** Which of them the reader may take back. */
  canWithdraw: (consent: Consent) => boolean
  /** There is no page of each. */
  plain?: boolean
  files?: Map<string, Attachment[]>
  fileHref?: (file: Attachment) => string
}

/** Consents with who gave them, when and how; those in force can be taken back. */
export const ConsentRows = ({ view, label, consents, href, canWithdraw, plain, files, fileHref }: RowsProps) => (
  <Rows label={label}>
    {consents.map((one) => (
      <Row
        {...(!plain && { href: view.href(href(one)) })}
        title={consentTitle(view, one)}
        mini={[
          [one.signer, relationWord(view, one.relation)].filter(Boolean).join(", "),
          <>
            {view.t(`value.person.channel.${one.channel}`)}, {dayWord(view, one.givenOn)}
          </>,
          one.untilOn && view.t("consent.lasts_until", { day: dayWord(view, one.untilOn) }),
          one.endedHow && (
            <>
              {view.t(`consent.ended.${one.endedHow}`)} <Moment view={view} at={one.endedAt!} />
            </>
          ),
          one.endedWhy,
          ...(files?.get(String(one.id)) ?? []).map((file) => (
            <a href={view.href(fileHref!(file))}>
              {view.t("consent.scan")}: {file.name}
            </a>
          )),
        ]}
        end={
          !one.endedAt &&
          canWithdraw(one) && (
            <LinkButton kind="link" href={view.href(`${href(one)}/withdrawal`)}>
              {view.t("consent.withdraw")}
              <span class="unseen">: {consentTitle(view, one)}</span>
            </LinkButton>
          )
        }
      />
    ))}
  </Rows>
)
