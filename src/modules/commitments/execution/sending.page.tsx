import type { Resolution } from "#modules/deliberation/public.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { DateField, SelectField, TextArea } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Pager, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { DataTable } from "#ui/table.tsx"
import type { ReportAddressee } from "./recipient-list.ts"
import type { Sending } from "./sending.store.ts"

export type Typed = { on: string; addressee: string; to: string; text: string }
/** One of the list as it will be written to; `party`: the registry has a card of this name. */
export type Checked = ReportAddressee & { party: boolean }

export type SendingProps = {
  view: View
  resolution: Pick<Resolution, "id" | "title">
  recipients: { id: number; addressee: string }[]
  typed: Typed
  /** The list that has been looked through and may be sent; undefined before it was. */
  checked?: Checked[] | undefined
  earlier: Sending[]
  more: boolean
  hasSmtp: boolean
  errors?: Record<string, Saying>
}

/** To whom the report goes, with what words; first the list is looked through, then it is sent. */
export function SendingPage(props: SendingProps) {
  const { view, resolution, recipients, typed, checked, errors = {} } = props
  const { t } = view
  const path = `/resolutions/${resolution.id}/execution`
  const form = {
    view,
    errors,
    values: typed,
    labels: {
      on: t("execution.day"),
      addressee: t("execution.addressee"),
      to: t("execution.sending.to"),
      text: t("execution.sending.text"),
    },
  }
  return (
    <Page
      view={view}
      narrow
      title={t("execution.sending.title")}
      crumbs={[
        { href: "/resolutions", label: t("resolution.list.title") },
        { href: `/resolutions/${resolution.id}`, label: resolution.title },
        { href: path, label: t("execution.title") },
      ]}
      state={t("execution.sending.what")}
    >
      {!props.hasSmtp && <Notice tone="warn">{t("letter.no_smtp")}</Notice>}
      <Form
        form={form}
        action={`${path}/sending`}
        reload
        buttons={
          checked ? (
            <>
              <Button kind="primary" icon="send" name="do" value="send">
                {t("execution.sending.send", { count: checked.length })}
              </Button>
              <Button name="do" value="check">
                {t("execution.sending.check")}
              </Button>
            </>
          ) : (
            <Button kind="primary" name="do" value="check">
              {t("execution.sending.check")}
            </Button>
          )
        }
      >
        <DateField {...field(form, "on")} required />
        <SelectField
          {...field(form, "addressee")}
          empty={t("execution.everybody")}
          options={recipients.map((one) => ({ value: String(one.id), label: one.addressee }))}
        />
        <TextArea {...field(form, "to")} required rows={8} hint={t("execution.sending.to_hint")} />
        <TextArea {...field(form, "text")} required rows={6} hint={t("execution.sending.text_hint")} />
        {checked && <CheckedList view={view} checked={checked} />}
      </Form>
      <Earlier {...props} />
    </Page>
  )
}

const CheckedList = ({ view, checked }: { view: View; checked: Checked[] }) => (
  <DataTable
    caption={view.t("execution.sending.checked")}
    rows={checked}
    columns={[
      { label: view.t("execution.sending.who"), heading: true, cell: ({ name }) => name },
      {
        label: view.t("execution.sending.how"),
        cell: ({ email }) => email || view.t("execution.sending.paper"),
      },
      {
        label: view.t("execution.sending.registry"),
        cell: ({ party }) => view.t(party ? "execution.sending.known" : "execution.sending.unknown"),
      },
    ]}
  />
)

/** Reports that were sent before, each with how many have confirmed it. */
function Earlier({ view, resolution, earlier, more }: SendingProps) {
  const { t, locale } = view
  if (!earlier.length) return null
  const path = `/resolutions/${resolution.id}/execution`
  return (
    <section aria-labelledby="earlier">
      <h2 id="earlier">{t("execution.sending.earlier")}</h2>
      <Rows label={t("execution.sending.earlier")}>
        {earlier.map((one) => (
          <Row
            href={view.href(`${path}/sendings/${one.id}`)}
            title={t("execution.sending.one", { on: longDate(one.on, locale) })}
            mini={[t("execution.sending.dated", { date: longDate(one.dated, locale) })]}
            end={
              <StateMark
                tone={one.received === one.sent ? "done" : "work"}
                word={t("execution.sending.received", { received: Number(one.received), sent: Number(one.sent) })}
              />
            }
          />
        ))}
      </Rows>
      <Pager view={view} more={more ? view.href(`${path}/sending?after=${earlier.at(-1)!.id}#earlier`) : undefined} />
    </section>
  )
}
