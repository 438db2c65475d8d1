import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { SelectField, TextArea } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { kindOptions } from "./party-words.ts"
import { AcceptedRows, Columns, RefusedRows, RepeatedRows } from "./paste-preview.tsx"
import type { Checked, Pasted } from "./pasted.ts"

type PastePageProps = {
  view: View
  text: string
  /** Nature and kind of a party whose name says nothing. */
  assumed: string
  /** What was read; none before the first check. */
  read?: { pasted: Pasted; checked: Checked; newTerritories: string[]; fingerprint: string }
  errors?: Record<string, Saying>
  /** What the command did, when some rows were left over. */
  saved?: number
}

/** With more rows, the button stands above them too. */
const rowsInSight = 10

/** A list pasted out of Excel: first the text, then what was read of it, before anything is saved. */
export function PastePage({ view, text, assumed, read, errors = {}, saved }: PastePageProps) {
  const { t } = view
  const labels = { text: t("registry.paste.text"), assumed: t("registry.paste.assumed") }
  const form = { view, labels, values: { text, assumed }, errors }
  const count = read?.checked.accepted.length ?? 0
  const source = (
    <>
      <TextArea {...field(form, "text")} rows={read ? 6 : 14} required hint={t("registry.paste.text.hint")} />
      <SelectField {...field(form, "assumed")} options={kindOptions(t)} hint={t("registry.paste.assumed.hint")} />
    </>
  )
  const save = (
    <Button kind="primary" name="do" value="save">
      {t("registry.paste.save", { count })}
    </Button>
  )
  const check = (
    <Button kind={count ? "secondary" : "primary"} name="do" value="check">
      {t(read ? "registry.paste.check_again" : "registry.paste.check")}
    </Button>
  )
  return (
    <Page
      view={view}
      title={t(read ? "registry.paste.preview" : "registry.paste.title")}
      crumbs={[{ href: "/organisations", label: t("registry.organisation.list") }]}
      state={
        read &&
        t("registry.paste.state", {
          accepted: count,
          repeated: read.checked.repeated.length,
          refused: read.checked.refused.length,
        })
      }
    >
      {saved !== undefined && (
        <Notice tone="done" live>
          {t("registry.paste.saved_rest", { added: saved, left: read?.checked.refused.length ?? 0 })}
        </Notice>
      )}
      {!read && <p>{t("registry.paste.about")}</p>}
      <Form
        form={form}
        action="/organisations/paste"
        draft="registry-paste"
        reload
        buttons={
          <>
            {count > 0 && save}
            {check}
          </>
        }
      >
        {read ? (
          <>
            <input type="hidden" name="fingerprint" value={read.fingerprint} />
            {count > rowsInSight && <div class="buttons">{save}</div>}
            {read.newTerritories.length > 0 && (
              <Notice tone="info">
                {t("registry.paste.new_territories", { names: read.newTerritories.join(", ") })}
              </Notice>
            )}
            <RefusedRows view={view} refused={read.checked.refused} />
            <RepeatedRows view={view} repeated={read.checked.repeated} />
            <AcceptedRows view={view} accepted={read.checked.accepted} />
            <Columns view={view} pasted={read.pasted} />
            <details open={count === 0}>
              <summary>{t("registry.paste.source")}</summary>
              {source}
            </details>
          </>
        ) : (
          source
        )}
      </Form>
    </Page>
  )
}
