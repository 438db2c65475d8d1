import { type Territory, territoryOptions } from "#modules/registry/public.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { SelectField, TextArea } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { roleWord } from "../affiliation/affiliation-words.ts"
import type { Checked } from "./check-list.ts"
import { lineLimit } from "./read-list.ts"

type Typed = { list: string; territoryId: string }
const crumbsOf = ({ t }: View) => [
  { href: "/people", label: t("people.person.list") },
  { href: "/people/invitations", label: t("people.invitation.list") },
]

/** Where a list is pasted. */
export function InviteFormPage(props: {
  view: View
  typed: Typed
  territories: Territory[]
  errors: Record<string, Saying>
}) {
  const { view, typed, territories, errors } = props
  const { t } = view
  const labels = { list: t("people.invitation.paste"), territoryId: t("field.person.territory") }
  const form = { view, labels, values: typed, errors }
  return (
    <Page
      view={view}
      narrow
      title={t("people.invitation.new")}
      crumbs={crumbsOf(view)}
      state={t("people.invitation.about")}
    >
      <Form
        form={form}
        action="/people/invitations/new"
        draft="invite-people"
        buttons={<Button kind="primary">{t("people.invitation.check")}</Button>}
      >
        <TextArea
          {...field(form, "list")}
          rows={10}
          required
          hint={t("people.invitation.paste.hint", { limit: lineLimit })}
        />
        <SelectField
          {...field(form, "territoryId")}
          options={territoryOptions(territories)}
          empty={t("people.invitation.territory.empty")}
          hint={t("people.person.territory.hint")}
        />
      </Form>
    </Page>
  )
}

function Line({ view, one }: { view: View; one: Checked }) {
  const { t } = view
  const { line, email, role, party, person, why } = one
  return (
    <Row
      title={line.name || line.email || t("people.invitation.why.no_name")}
      mini={[
        email || line.email,
        why === "bad_role" ? line.role : roleWord(t, role),
        party?.name ?? line.organisation,
        why ? t(`people.invitation.why.${why}`) : t(person ? "people.invitation.known" : "people.invitation.unknown"),
      ]}
    />
  )
}

/** Who will get a letter and who will not, before anything is sent. */
export function PreviewPage(props: { view: View; checked: Checked[]; typed: Typed; errors: Record<string, Saying> }) {
  const { view, checked, typed, errors } = props
  const { t } = view
  const [good, bad] = [checked.filter(({ why }) => !why), checked.filter(({ why }) => why)]
  return (
    <Page
      view={view}
      title={t("people.invitation.preview")}
      crumbs={crumbsOf(view)}
      state={<b>{t("people.invitation.counts", { good: good.length, bad: bad.length })}</b>}
    >
      {good.length > 0 && (
        <>
          <h2>{t("people.invitation.will")}</h2>
          <Rows label={t("people.invitation.will")}>
            {good.map((one) => (
              <Line view={view} one={one} />
            ))}
          </Rows>
          <details>
            <summary>{t("people.invitation.letter")}</summary>
            <p class="text-around">
              {t("people.claim.letter.text", { name: good[0]!.line.name, url: "…", until: "…" })}
            </p>
          </details>
        </>
      )}
      {bad.length > 0 && (
        <>
          <h2>{t("people.invitation.will_not")}</h2>
          <Rows label={t("people.invitation.will_not")}>
            {bad.map((one) => (
              <Line view={view} one={one} />
            ))}
          </Rows>
        </>
      )}
      <Form
        form={{ view, labels: {}, errors }}
        action="/people/invitations/new"
        buttons={
          <>
            {good.length > 0 && (
              <Button kind="primary" name="do" value="send">
                {t("people.invitation.send", { count: good.length })}
              </Button>
            )}
            <LinkButton href={view.href("/people/invitations/new")}>{t("people.invitation.cancel")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="territoryId" value={typed.territoryId} />
        <details open={good.length === 0}>
          <summary>{t("people.invitation.mend")}</summary>
          <TextArea view={view} name="list" label={t("people.invitation.paste")} value={typed.list} rows={10} />
          <Button name="do" value="check">
            {t("people.invitation.check")}
          </Button>
        </details>
      </Form>
    </Page>
  )
}
