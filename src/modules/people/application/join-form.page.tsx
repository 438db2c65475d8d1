import { kindOptions, kinds, type Territory, territoryOptions } from "#modules/registry/public.ts"
import { type Guard, GuardFields, guardLabel } from "#platform/http/guard-form.tsx"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { Checkbox, CheckboxCards } from "#ui/choice.tsx"
import { SelectField, TextArea, TextField } from "#ui/field.tsx"
import { FieldGroup, Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { roleOptions } from "../affiliation/affiliation-words.ts"
import { labelsOf } from "../person/person-words.ts"
import type { ApplicationKind } from "./application.ts"

export const joinNames = [
  "name",
  "inn",
  "partyKind",
  "territoryId",
  "about",
  "familyName",
  "givenName",
  "patronymic",
  "post",
  "email",
  "phone",
  "partyId",
  "role",
  "proof",
  "mission",
] as const
type Name = (typeof joinNames)[number] | "directions" | "answer"
export type JoinTyped = FormState<Name>["values"] & Partial<Record<Name, string>>

type Props = {
  view: View
  kind: ApplicationKind
  typed: JoinTyped
  /** Ids of those that are ticked. */
  directions: string[]
  known: { id: number; nameRu: string; nameEn: string; retired: boolean }[]
  territories: Territory[]
  guard: Guard
  errors: Record<string, Saying>
}

/** The form of an application; what was typed stays in the browser's tab until it is sent. */
export function JoinPage({ view, kind, typed, directions, known, territories, guard, errors }: Props) {
  const { t } = view
  const labels = {
    ...labelsOf(view),
    name: t("people.join.name"),
    inn: t("people.join.inn"),
    partyKind: t("people.join.kind"),
    about: t(`people.join.about.${kind}`),
    post: t("field.person.post"),
    partyId: t("people.join.where"),
    role: t("people.join.role"),
    proof: t("people.join.proof"),
    mission: t("people.join.mission"),
    directions: t("people.join.directions"),
    answer: guardLabel(view, guard),
  }
  const form: FormState<Name> = { view, labels, values: typed, errors }
  const choices = known
    .filter(({ retired }) => !retired)
    .map(({ id, nameRu, nameEn }) => ({
      value: String(id),
      label: view.locale === "en" && nameEn ? nameEn : nameRu,
    }))
  return (
    <Page
      view={view}
      narrow
      title={t(`people.join.${kind}`)}
      crumbs={[{ href: "/join", label: t("people.join.title") }]}
      state={t("people.join.how")}
    >
      <Form
        form={form}
        action={`/join/${kind}`}
        draft={`join-${kind}`}
        buttons={<Button kind="primary">{t("people.join.send")}</Button>}
      >
        {kind === "organisation" ? (
          <>
            <TextField {...field(form, "name")} required maxlength={500} autocomplete="organization" />
            <TextField
              {...field(form, "inn")}
              inputmode="numeric"
              width="medium"
              maxlength={40}
              hint={t("people.join.inn.hint")}
            />
            <SelectField
              {...field(form, "partyKind")}
              required
              empty={t("people.join.choose")}
              options={kindOptions(t, kinds.organisation)}
            />
            <SelectField
              {...field(form, "territoryId")}
              required
              empty={t("people.join.choose")}
              options={territoryOptions(territories)}
            />
            {choices.length > 0 && (
              <CheckboxCards {...field(form, "directions")} values={directions} choices={choices} />
            )}
            <TextArea {...field(form, "about")} required rows={5} maxlength={4000} />
          </>
        ) : (
          <>
            <TextField {...field(form, "partyId")} required maxlength={500} hint={t("people.join.where.hint")} />
            <SelectField
              {...field(form, "role")}
              required
              empty={t("people.affiliation.role.empty")}
              options={roleOptions(t)}
            />
            <TextArea {...field(form, "about")} required rows={5} maxlength={4000} />
            <TextArea {...field(form, "proof")} rows={3} maxlength={2000} hint={t("people.join.proof.hint")} />
          </>
        )}
        <FieldGroup legend={t(kind === "organisation" ? "people.join.head" : "people.join.you")}>
          <TextField {...field(form, "familyName")} required maxlength={100} autocomplete="family-name" />
          <TextField {...field(form, "givenName")} required maxlength={100} autocomplete="given-name" />
          <TextField {...field(form, "patronymic")} maxlength={100} autocomplete="additional-name" />
          {kind === "organisation" && (
            <TextField
              {...field(form, "post")}
              maxlength={200}
              autocomplete="organization-title"
              hint={t("people.affiliation.post.hint")}
            />
          )}
          <TextField
            {...field(form, "email")}
            type="email"
            required
            maxlength={200}
            autocomplete="email"
            exact
            hint={t("people.join.email.hint")}
          />
          <TextField {...field(form, "phone")} type="tel" maxlength={120} autocomplete="tel" />
        </FieldGroup>
        {kind === "person" && <Checkbox {...field(form, "mission")} />}
        <GuardFields view={view} guard={guard} />
        <p class="hint">
          {t("people.join.consent")} <a href={view.href("/privacy")}>{t("people.join.privacy")}</a>
        </p>
      </Form>
    </Page>
  )
}
