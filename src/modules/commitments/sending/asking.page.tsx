import type { Resolution } from "#modules/deliberation/public.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { DateField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty } from "#ui/list.tsx"
import { Day } from "#ui/time.tsx"
import type { Line } from "./asking-form.ts"
import { ClassFields } from "./class-fields.tsx"
import type { LoadedPlan } from "./load-plan.ts"
import { RecipientFields } from "./recipient-fields.tsx"

/** More rows than this are folded, but for those with a trouble. */
const unfolded = 8

export type AskingProps = {
  view: View
  resolution: Pick<Resolution, "id" | "title">
  plan: LoadedPlan
  lines: Line[]
  dated: string
  ticked: Map<string, number[]>
  hasSender: boolean
  hasSmtp: boolean
  errors: Record<string, Saying>
}

const labelsOf = ({ view: { t }, lines, plan }: AskingProps): Record<string, string> =>
  Object.fromEntries([
    ["dated", t("asking.dated")],
    ...lines.flatMap(({ to }) => [
      [`who-${to.key}`, t("asking.who")],
      [`how-${to.key}`, t("asking.how")],
      [`email-${to.key}`, t("asking.email")],
      [`remember-${to.key}`, t("asking.remember")],
    ]),
    ...plan.classes.map(({ key }) => [`find-${key}`, t("asking.class.find")]),
  ])

/** One screen: who will be asked what and how; the number of letters is on its button. */
export function AskingPage(props: AskingProps) {
  const { view, resolution, plan, lines, errors } = props
  const { t } = view
  const base = `/resolutions/${resolution.id}`
  const count = lines.filter((line) => line.ask).length
  const labels = labelsOf(props)
  const values = {
    dated: props.dated,
    ...Object.fromEntries(
      lines.flatMap(({ to, ask, how, email, remember }) => [
        [`who-${to.key}`, ask ? "yes" : ""],
        [`how-${to.key}`, how],
        [`email-${to.key}`, email],
        [`remember-${to.key}`, remember ? "yes" : ""],
      ]),
    ),
    ...Object.fromEntries(plan.classes.map(({ key, find }) => [`find-${key}`, find])),
  }
  // The summary of troubles names whose field it is; the field itself stands under the name.
  const named = Object.fromEntries(
    Object.keys(errors).flatMap((name) => {
      const line = lines.find(({ to }) => name.endsWith(to.key))
      return line && labels[name] ? [[name, `${line.to.name}: ${labels[name]}`]] : []
    }),
  )
  const form = { view, labels: { ...labels, ...named }, values, errors }
  const rows = { view, labels, values, errors }
  const offered = lines.length > 0 || plan.classes.length > 0
  return (
    <Page
      view={view}
      title={t("asking.title")}
      crumbs={[
        { href: "/resolutions", label: t("resolution.list.title") },
        { href: base, label: resolution.title },
      ]}
      state={t("asking.state", { count, left: plan.unaddressed.length })}
    >
      <Warnings {...props} />
      {offered ? (
        <Form
          form={form}
          action={`${base}/asking`}
          reload
          buttons={
            <>
              <Button kind="primary" icon="send" name="do" value="send">
                {t("asking.send", { count })}
              </Button>
              <Button name="do" value="count">
                {t("asking.count")}
              </Button>
            </>
          }
        >
          <input type="hidden" name="shown" value={lines.map(({ to }) => to.key).join(" ")} />
          <input type="hidden" name="class" value={plan.classes.map(({ key }) => key).join(" ")} />
          <DateField {...field(form, "dated")} required />
          {/* The first button of the form: Enter in a field counts anew and sends nothing. */}
          <p>
            <Button name="do" value="count">
              {t("asking.count")}
            </Button>
          </p>
          {plan.classes.map((one) => (
            <ClassFields form={rows} one={one} ticked={props.ticked.get(one.key) ?? []} />
          ))}
          {lines.map((line) => (
            <RecipientFields form={rows} line={line} base={base} dated={props.dated} folded={lines.length > unfolded} />
          ))}
        </Form>
      ) : (
        <Empty title={t("asking.none")} why={t("asking.none_why")}>
          <LinkButton href={view.href(`${base}/letters`)}>{t("asking.letters")}</LinkButton>
        </Empty>
      )}
      <AskedBefore view={view} asked={plan.asked} />
    </Page>
  )
}

/** What stands in the way of reaching everybody. */
function Warnings({ view, plan, lines, hasSender, hasSmtp }: AskingProps) {
  const { t } = view
  const lost = lines.filter(({ ask, email, to }) => ask && !email && !to.postal)
  return (
    <>
      {lost.length > 0 && (
        <Notice tone="warn" title={t("asking.lost", { count: lost.length })}>
          <p>{lost.map(({ to }) => to.name).join(", ")}.</p>
          <p>{t("asking.lost_what")}</p>
        </Notice>
      )}
      {plan.unaddressed.length > 0 && (
        <Notice tone="warn" title={t("asking.unaddressed", { count: plan.unaddressed.length })}>
          <ul>
            {plan.unaddressed.map(({ id, number, words }) => (
              <li>
                <a href={view.href(`/items/${id}/direction`)}>
                  {t("asking.direct", { number: number.replace(/\.$/, ""), text: words.slice(0, 120) })}
                </a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {!hasSender && (
        <Notice tone="warn">
          {t("asking.no_sender")} <a href={view.href("/settings/letters")}>{t("asking.say_sender")}</a>
        </Notice>
      )}
      {!hasSmtp && <Notice tone="info">{t("letter.no_smtp")}</Notice>}
    </>
  )
}

function AskedBefore({ view, asked }: { view: View; asked: LoadedPlan["asked"] }) {
  const { t } = view
  if (!asked.length) return null
  return (
    <details>
      <summary>{t("asking.asked", { count: asked.length })}</summary>
      <ul>
        {asked.map(({ name, askedOn, numbers }) => (
          <li>
            {t("asking.asked_one", {
              name,
              count: numbers.length,
              numbers: numbers.map((n) => n.replace(/\.$/, "")).join(", "),
            })}{" "}
            <Day view={view} date={askedOn} />
          </li>
        ))}
      </ul>
    </details>
  )
}
