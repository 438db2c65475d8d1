import { dayIn } from "#platform/day.ts"
import type { View } from "#platform/view.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { CopyText } from "#ui/copy.tsx"
import { Phone } from "#ui/phone.tsx"
import { Day } from "#ui/time.tsx"
import type { Person } from "../person/person.store.ts"
import { addressOfPerson, fullName } from "../person/person.ts"
import { relationWord } from "./consent-words.ts"
import type { Signer } from "./load-signers.ts"

/** For the staff: one who decides, how to reach them, their link and code, and the form on paper. */
export function SignerCard({
  view,
  person,
  signer,
  here,
}: {
  view: View
  person: Person
  signer: Signer
  here: string
}) {
  const { t } = view
  const { guardian, name, email, kind, trouble, link, address } = signer
  const of: Record<string, number> = guardian ? { guardian: guardian.id } : {}
  const own = guardian && `${addressOfPerson(person.id)}/guardians/${guardian.id}`
  return (
    <Card title={guardian ? t("guardian.one") : t("consent.self")}>
      <Facts
        facts={[
          [t("field.person.signer"), name],
          [t("field.person.relation"), guardian && relationWord(view, guardian.relation)],
          [t("field.person.phone"), guardian?.phone && <Phone phone={guardian.phone} />],
          [t("field.person.email"), email],
          [t("consent.link.code"), address && <code>{address.code}</code>],
          [t("consent.link.short"), address?.short],
          [t("consent.link.until"), address && <Day view={view} date={dayIn(view.zone, link!.expiresAt)} />],
          [t("consent.link.sent_to"), address && link!.sentTo],
        ]}
      />
      {address && (
        <CopyText
          view={view}
          id={`link-${link!.id}`}
          label={t("consent.link.copy")}
          text={t("consent.link.text", { name, person: fullName(person), url: address.url })}
        />
      )}
      {trouble ? (
        <p class="mini">{view.explain({ key: trouble })}</p>
      ) : (
        <div class="buttons">
          {email && (
            <Deed view={view} action={`${here}/link`} with={{ ...of, do: "mail" }}>
              {t("consent.link.mail")}
            </Deed>
          )}
          <Deed view={view} action={`${here}/link`} with={{ ...of, do: "make" }}>
            {t(address ? "consent.link.renew" : "consent.link.make")}
          </Deed>
          {address && (
            <Deed view={view} action={`${here}/link`} with={{ link: link!.id, do: "revoke" }}>
              {t("consent.link.revoke")}
            </Deed>
          )}
          <LinkButton
            icon="download"
            download
            href={view.href(`${here}/${kind}.docx${guardian ? `?guardian=${guardian.id}` : ""}`)}
          >
            {t("consent.print")}
          </LinkButton>
        </div>
      )}
      {own && (
        <p class="mini">
          <a href={view.href(`${own}/edit`)}>{t("people.person.edit")}</a> ·{" "}
          <a href={view.href(`${own}/removal`)}>{t("registry.status.remove")}</a>
        </p>
      )}
    </Card>
  )
}
