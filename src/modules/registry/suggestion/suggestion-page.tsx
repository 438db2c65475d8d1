import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { DataTable } from "#ui/table.tsx"
import { Moment } from "#ui/time.tsx"
import type { Direction } from "../direction/direction.ts"
import type { Party } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"
import { isAuthor } from "./suggestion.policy.ts"
import type { Suggestion, valuesNow } from "./suggestion.store.ts"
import { standing } from "./suggestion.ts"
import { saidValue, stateWord, suggestionLabels, tones } from "./suggestion-words.tsx"

type SuggestionProps = {
  view: View
  suggestion: Suggestion
  party: Party
  canDecide: boolean
  now: Awaited<ReturnType<typeof valuesNow>>
  directions: Direction[]
  accept?: string[]
  remark?: string
  errors?: Record<string, Saying>
}

/** What is on the card and what would be, field by field. */
function Differences({ view, suggestion, canDecide, now, directions, accept }: SuggestionProps) {
  const { t } = view
  const labels = suggestionLabels(view)
  const waits = suggestion.state === "waiting"
  return (
    <DataTable
      caption={t("suggestion.differences")}
      columns={[
        { label: t("suggestion.field"), heading: true, cell: ({ field }) => labels[field] },
        {
          label: t(waits ? "suggestion.now" : "suggestion.before"),
          cell: ({ field, before }) =>
            saidValue(
              view,
              field,
              waits ? now.values[field] : before,
              directions,
              `/files/${waits ? now.values.logo : before}`,
            ),
        },
        {
          label: t("suggestion.after"),
          cell: (change) => (
            <>
              {saidValue(view, change.field, change.after, directions, `/suggestions/${suggestion.id}/logo`)}
              {waits && standing(change, now.values) !== "fresh" && (
                <p>
                  <StateMark tone="silent" word={t(`suggestion.standing.${standing(change, now.values) as "same"}`)} />
                </p>
              )}
            </>
          ),
        },
        {
          label: t(canDecide ? "suggestion.accept" : "suggestion.result"),
          cell: ({ field }) =>
            canDecide ? (
              <label class="check">
                <input type="checkbox" name="accept" value={field} checked={accept ? accept.includes(field) : true} />
                <span>
                  {t("suggestion.accept.this")}
                  <span class="unseen">: {labels[field]}</span>
                </span>
              </label>
            ) : waits || suggestion.state === "withdrawn" ? (
              "—"
            ) : (
              t(suggestion.accepted.includes(field) ? "suggestion.taken" : "suggestion.not_taken")
            ),
        },
      ]}
      rows={suggestion.changes}
    />
  )
}

/** One suggestion: for its coordinator with the decision, for its author with the state and the remark. */
export function SuggestionPage(props: SuggestionProps) {
  const { view, suggestion, party, canDecide, now, remark, errors } = props
  const { t } = view
  const path = `/suggestions/${suggestion.id}`
  const isReport = suggestion.changes.length === 0
  const form = {
    view,
    labels: { remark: t("suggestion.remark") },
    values: { remark: remark ?? "" },
    errors: errors ?? {},
  }
  return (
    <Page
      view={view}
      title={t(isReport ? "suggestion.mistake.title" : "suggestion.title", { party: suggestion.party })}
      crumbs={[{ href: "/suggestions", label: t("suggestion.list") }]}
      sub={<Moment view={view} at={suggestion.at} />}
      state={<StateMark tone={tones[suggestion.state]} word={stateWord(view, suggestion.state)} />}
    >
      <p>
        <a href={view.href(addressOf(party))}>{party.name}</a>
      </p>
      {suggestion.remark && (
        <Notice tone={suggestion.state === "returned" ? "warn" : "info"} title={t("suggestion.remark.title")}>
          {suggestion.remark}
        </Notice>
      )}
      {suggestion.words && (
        <Card title={t("suggestion.words")}>
          {suggestion.email && <p class="mini">{t("suggestion.report.answer_to", { email: suggestion.email })}</p>}
          <p class="prose">{suggestion.words.split("\n").map((line, i) => [i > 0 && <br />, line])}</p>
        </Card>
      )}
      {canDecide ? (
        <Form
          form={form}
          action={`${path}/decision`}
          buttons={
            <>
              <Button kind="primary" name="do" value="whole">
                {t(isReport ? "suggestion.do.done" : "suggestion.do.whole")}
              </Button>
              {!isReport && (
                <Button name="do" value="part">
                  {t("suggestion.do.part")}
                </Button>
              )}
              <Button name="do" value="return">
                {t("suggestion.do.return")}
              </Button>
            </>
          }
        >
          <input type="hidden" name="seen" value={now.seen} />
          {!isReport && <Differences {...props} />}
          <TextField {...field(form, "remark")} maxlength={1000} hint={t("suggestion.remark.hint")} />
        </Form>
      ) : (
        !isReport && <Differences {...props} />
      )}
      {isAuthor(view.actor, suggestion) && suggestion.state === "waiting" && (
        <Deed view={view} action={`${path}/withdrawal`}>
          {t("suggestion.withdraw")}
        </Deed>
      )}
    </Page>
  )
}
