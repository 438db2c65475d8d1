import type { OpenParty } from "#modules/registry/public.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { TextArea } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { addressOfPerson, fullName } from "../person/person.ts"
import type { ShownPerson } from "../person/show-person.ts"
import type { Application } from "./application.store.ts"
import type { Step } from "./application.ts"
import { ApplicationFacts, ApplicationSteps } from "./application-facts.tsx"
import { stateTone, stateWord, titleOf } from "./application-words.ts"

type ReviewStep = "confirm" | "ask" | "decline"
type Props = {
  view: View
  one: Application
  steps: Step[]
  can: ReviewStep[]
  /** An appeal is decided by somebody else than who declined. */
  mine: boolean
  names: { place: string; directions: string[] }
  parties: OpenParty[]
  people: ShownPerson[]
  party: OpenParty | undefined
  typed: { step?: string; text?: string; party?: string; person?: string }
  errors: Record<string, Saying>
}

function StepForm(props: Props & { step: ReviewStep }) {
  const { view, one, step, typed, errors, parties, people } = props
  const { t } = view
  const here = typed.step === step
  const labels = {
    text: t(`people.application.text.${step}`),
    party: t("people.application.which_party"),
    person: t("people.application.which_person"),
  }
  const values = {
    text: here ? typed.text : "",
    party: here ? typed.party : (parties.find(({ inn }) => inn && inn === one.inn)?.id ?? ""),
    person: here ? typed.person : "",
  }
  const form = { view, labels, values, errors: here ? errors : {} }
  const none = { value: "", label: t("people.application.new_card") }
  return (
    <Form
      form={form}
      action={`/applications/${one.id}`}
      draft={`review-${one.id}-${step}`}
      buttons={
        <Button kind={step === "confirm" ? "primary" : "secondary"} name="step" value={step}>
          {t(`people.application.deed.${step}`)}
        </Button>
      }
    >
      {step === "confirm" && parties.length > 0 && (
        <RadioCards
          {...field(form, "party")}
          id={`party-${step}`}
          choices={[none, ...parties.map(({ id, name, inn }) => ({ value: String(id), label: name, hint: inn }))]}
        />
      )}
      {step === "confirm" && people.length > 0 && (
        <RadioCards
          {...field(form, "person")}
          id={`person-${step}`}
          hint={t("people.application.which_person.hint")}
          choices={[
            none,
            ...people.map(({ person }) => ({
              value: person.id,
              label: fullName(person),
              hint: [person.email, person.phone].filter(Boolean).join(", "),
            })),
          ]}
        />
      )}
      <TextArea {...field(form, "text")} id={`text-${step}`} rows={3} maxlength={4000} required={step !== "confirm"} />
    </Form>
  )
}

/** One application: what it says, what was said about it, and what can be done. */
export function ReviewPage(props: Props) {
  const { view, one, steps, can, mine, names, party } = props
  const { t } = view
  return (
    <Page
      view={view}
      title={titleOf(one)}
      crumbs={[{ href: "/applications", label: t("people.application.list") }]}
      sub={t(`people.application.kind.${one.kind}`)}
      state={<StateMark tone={stateTone(one.state)} word={stateWord(t, one.state)} />}
    >
      {!mine && <p>{t("people.application.appeal.other")}</p>}
      <Card title={t("people.application.what")}>
        <ApplicationFacts view={view} one={one} {...names} party={party} />
        {one.personId && (
          <p>
            <a href={view.href(addressOfPerson(one.personId))}>{t("people.application.person")}</a>
          </p>
        )}
      </Card>
      {can.map((step) => (
        <Card title={t(`people.application.deed.${step}`)}>
          <StepForm {...props} step={step} />
        </Card>
      ))}
      <Card title={t("people.application.steps")}>
        <ApplicationSteps view={view} steps={steps} />
      </Card>
    </Page>
  )
}
