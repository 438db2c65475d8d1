import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { MessageKey } from "#platform/i18n.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { SelectField, TextArea } from "#ui/field.tsx"
import { FieldGroup, Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { crumbsOf } from "../affiliation/affiliation-form.tsx"
import { ownPerson } from "../person/person.pages.tsx"
import { addressOfPerson, idPath } from "../person/person.ts"
import { describePerson } from "./describe-person.ts"
import { fluencies, languageCodes, languageLimit, languageName } from "./languages.ts"

type Typed = { languages: { code: string; fluency: string }[]; availability: string; experience: string }

/** So many empty lines besides the languages that are there; more come after saving. */
const spare = 3

async function drawForm(c: Ctx, typed?: Typed, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t, locale } = view
  const { person } = await ownPerson(c)
  const values = typed ?? person
  const lines = [...values.languages, ...Array.from({ length: spare }, () => ({ code: "", fluency: "" }))]
  const languages = languageCodes
    .map((code) => ({ value: code, label: languageName(view, code) }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
  const form = {
    view,
    labels: {
      languages: t("field.person.languages"),
      availability: t("field.person.availability"),
      experience: t("field.person.experience"),
    },
    values: { availability: values.availability, experience: values.experience },
    errors,
  }
  const trouble = errors.languages && t(errors.languages.key as MessageKey, errors.languages.params)
  return c.html(
    <Page view={view} narrow title={t("skill.describe.title")} crumbs={crumbsOf(view, person)}>
      <Form
        form={form}
        action={`${addressOfPerson(person.id)}/description`}
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(addressOfPerson(person.id))}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <FieldGroup legend={t("field.person.languages")} hint={t("skill.languages.hint")}>
          {lines.map(({ code, fluency }, i) => (
            <>
              <SelectField
                view={view}
                name={`language-${i}`}
                id={i === 0 ? "f-languages" : `f-language-${i}`}
                label={t("skill.language.nth", { n: i + 1 })}
                value={code}
                empty={t("skill.language.empty")}
                options={languages}
                error={i === 0 ? trouble : undefined}
              />
              <SelectField
                view={view}
                name={`fluency-${i}`}
                label={t("skill.fluency.nth", { n: i + 1 })}
                value={fluency || "fluent"}
                options={fluencies.map((value) => ({ value, label: t(`skill.fluency.${value}`) }))}
              />
            </>
          ))}
        </FieldGroup>
        <TextArea {...field(form, "availability")} rows={2} maxlength={500} hint={t("skill.availability.hint")} />
        <TextArea {...field(form, "experience")} rows={5} maxlength={4000} hint={t("skill.experience.hint")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function save(c: Ctx) {
  const form = await formOf(c)
  const languages = Array.from({ length: languageLimit + spare }, (_, i) => i)
    .map((i) => ({ code: textOf(form, `language-${i}`), fluency: textOf(form, `fluency-${i}`) }))
    .filter(({ code }) => code !== "")
  const typed: Typed = {
    languages,
    availability: textOf(form, "availability"),
    experience: textOf(form, "experience"),
  }
  const id = c.req.param("id") ?? ""
  const done = await attempt(act(c, describePerson, { id, ...typed }, textOf(form, "key")))
  return "value" in done ? goTo(c, addressOfPerson(id), "skill.was_described") : drawForm(c, typed, done.errors)
}

/** Languages, availability and experience of a person. */
export function descriptionPages(app: Pages) {
  const path = `/people/${idPath}/description`
  app.get(path, (c) => drawForm(c))
  app.post(path, save)
}
