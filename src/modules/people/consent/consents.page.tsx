import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { addressOfPerson, isMinor } from "../person/person.ts"
import { ConsentRows } from "./consent-rows.tsx"
import type { Operator } from "./consent-text.store.ts"
import { standingWord } from "./consent-words.ts"
import type { LoadedConsents } from "./load-consents.ts"
import type { Signer } from "./load-signers.ts"
import { SignerCard } from "./signer-card.tsx"

type Props = LoadedConsents & {
  view: View
  operator: Operator | undefined
  signers: Signer[]
  crumbs: { href: string; label: string }[]
  errors: Record<string, Saying>
}

/** All consents of a person: what is in force, what it may give, and for the staff who signs and how. */
export function ConsentsPage(props: Props) {
  const { view, person, consents, marks, standing, files, isStaff, isSelf, here, operator, signers, crumbs } = props
  const { t } = view
  const minor = isMinor(marks.birthOn, view.today)
  const said = props.errors[""]
  const common = {
    view,
    files,
    href: ({ id }: { id: number }) => `${here}/${id}`,
    fileHref: ({ id }: { id: string }) => `${here}/files/${id}`,
    canWithdraw: ({ kind }: { kind: string }) => isStaff || (isSelf && kind !== "guardian"),
  }
  const now = consents.filter(({ endedAt }) => !endedAt)
  const past = consents.filter(({ endedAt }) => endedAt)
  return (
    <Page
      view={view}
      title={t("consent.list")}
      crumbs={crumbs}
      state={<b>{standingWord(view, standing)}</b>}
      aside={signers.map((signer) => <SignerCard view={view} person={person} signer={signer} here={here} />)}
    >
      {said && <Notice tone="error">{view.explain(said)}</Notice>}
      {marks.withdrawnOn && (
        <Notice tone="warn" title={t("consent.to_erase")}>
          {isStaff && <p>{t("consent.to_erase.what")}</p>}
        </Notice>
      )}
      {isStaff && !operator && (
        <Notice tone="warn">
          <p>
            {t("consent.no_operator")} <a href={view.href("/settings/consents")}>{t("consent.texts")}</a>
          </p>
        </Notice>
      )}
      {minor && <p>{t("consent.minor_hidden")}</p>}
      {now.length > 0 ? (
        <ConsentRows {...common} label={t("consent.in_force")} consents={now} />
      ) : (
        <p>{t("consent.none")}</p>
      )}
      <div class="buttons">
        {isSelf && standing.lacks.includes("own") && (
          <LinkButton kind="primary" href={view.href(`${here}/new/processing`)}>
            {t("consent.give.processing")}
          </LinkButton>
        )}
        {isSelf && !minor && (
          <LinkButton href={view.href(`${here}/new/publication`)}>{t("consent.publish")}</LinkButton>
        )}
        {isStaff && (
          <>
            <LinkButton icon="plus" href={view.href(`${here}/record`)}>
              {t("consent.record")}
            </LinkButton>
            {minor && (
              <LinkButton icon="plus" href={view.href(`${addressOfPerson(person.id)}/guardians/new`)}>
                {t("guardian.add")}
              </LinkButton>
            )}
          </>
        )}
      </div>
      {past.length > 0 && (
        <details class="text-around">
          <summary>{t("consent.past", { count: past.length })}</summary>
          <ConsentRows {...common} label={t("consent.past", { count: past.length })} consents={past} />
        </details>
      )}
      {isStaff && !minor && (
        <p>
          <a href={view.href(`${here}/publication.docx`)} data-turbo="false">
            {t("consent.print.publication")}
          </a>
        </p>
      )}
    </Page>
  )
}
