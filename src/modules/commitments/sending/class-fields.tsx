import { Button } from "#ui/button.tsx"
import { CheckboxCards } from "#ui/choice.tsx"
import { TextField } from "#ui/field.tsx"
import { FieldGroup, type FormState, field } from "#ui/form.tsx"
import { type Expanded, membersShown } from "./load-plan.ts"

/** A class of addressees as a tick list of organisations that it may mean. */
export function ClassFields(props: { form: FormState<string>; one: Expanded; ticked: number[] }) {
  const { form, one, ticked } = props
  const { view } = form
  const { t } = view
  const { key, members } = one
  const numbers = one.items.map((item) => item.number.replace(/\.$/, "")).join(", ")
  return (
    <FieldGroup
      legend={t("asking.class", { name: one.name })}
      hint={t("asking.class_what", { count: one.items.length, numbers })}
    >
      <TextField {...field(form, `find-${key}`)} type="search" maxlength={200} hint={t("asking.class.find_hint")} />
      <p class="buttons">
        <Button icon="search" name="do" value="count">
          {t("asking.class.search")}
        </Button>
        {members.length > 0 && (
          <>
            <Button name="mark" value={key}>
              {t("asking.class.mark", { count: members.length })}
            </Button>
            <Button name="clear" value={key}>
              {t("asking.class.clear")}
            </Button>
          </>
        )}
      </p>
      {members.length === 0 && <p>{t(one.find ? "asking.class.not_found" : "asking.class.none")}</p>}
      {one.more && <p>{t("asking.class.more", { count: membersShown })}</p>}
      {members.length > 0 && (
        <details open={members.length <= 20}>
          <summary>{t("asking.class.ticked", { count: ticked.length, all: members.length })}</summary>
          <CheckboxCards
            view={view}
            name={`tick-${key}`}
            label={t("asking.class.who")}
            values={ticked.map(String)}
            choices={members.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        </details>
      )}
    </FieldGroup>
  )
}
