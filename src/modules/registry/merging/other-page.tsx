import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import type { OpenParty, Party } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"
import { kindWord } from "../party/party-words.ts"
import { cardCrumbs } from "../profile/opened-card.ts"

type OtherProps = { view: View; party: Party; asked: string; found: OpenParty[]; error?: Saying | undefined }

/** `/organisations/:id/merge` without the other card: which one it is, by name or by number. */
export function OtherPage({ view, party, asked, found, error }: OtherProps) {
  const { t } = view
  return (
    <Page view={view} narrow title={t("registry.merging.title")} crumbs={cardCrumbs(view, party)}>
      <p>{t("registry.merging.about")}</p>
      {error && (
        <Notice tone="error">
          <p>{view.explain(error)}</p>
        </Notice>
      )}
      <form method="get" action={view.href(`${addressOf(party)}/merge`)}>
        <TextField
          view={view}
          name="with"
          label={t("registry.merging.other")}
          hint={t("registry.merging.other.hint")}
          value={asked}
          maxlength={500}
          required
        />
        <div class="buttons">
          <Button kind="primary">{t("registry.merging.next")}</Button>
          <LinkButton href={view.href(addressOf(party))}>{t("registry.merging.not")}</LinkButton>
        </div>
      </form>
      {found.length > 0 && (
        <>
          <h2>{t("registry.merging.found")}</h2>
          <Rows label={t("registry.merging.found")}>
            {found.map((one) => (
              <Row
                href={view.href(`${addressOf(party)}/merge?with=${one.id}`)}
                title={one.name}
                mini={[kindWord(t, one), one.inn && `${t("field.party.inn")} ${one.inn}`].filter(Boolean)}
              />
            ))}
          </Rows>
        </>
      )}
    </Page>
  )
}
