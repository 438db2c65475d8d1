import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { Checkbox, CheckboxCards, RadioCards } from "#ui/choice.tsx"
import { Confirm } from "#ui/confirm.tsx"
import { DateField, FileField, SelectField, TextArea, TextField } from "#ui/field.tsx"
import { FieldGroup, Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { longName, longText } from "#ui/testing/texts.ts"

const labels = {
  title: "Название",
  mail: "Почта",
  answer: "Что вы решили?",
  term: "К какому сроку?",
  body: "Адресат",
  text: "Текст пункта",
  file: "Документ",
  days: "Дни",
  agree: "Согласие на публикацию имени",
}

/** A form with every kind of field; `wrong` as it is drawn again after a refusal. */
export function FormSample({ view, wrong }: { view: View; wrong?: boolean }) {
  const form: FormState<keyof typeof labels> = {
    view,
    labels,
    values: { title: '<b>"Соседи"</b>', mail: "lidia@", answer: "part", body: "1", text: longText, agree: "yes" },
    errors: wrong
      ? { "": { key: "refusal.foreign_form" }, title: { key: "invalid.required" }, answer: { key: "invalid.choice" } }
      : {},
  }
  return (
    <Page view={view} title="Новая резолюция" crumbs={[{ href: "/list", label: "Резолюции" }]} narrow>
      <Form
        form={form}
        action="/form"
        files
        draft="sample"
        step={{ now: 2, of: 3 }}
        buttons={
          <>
            <Button kind="primary">Отправить ответ</Button>
            <Button name="later" value="yes" formnovalidate>
              Сохранить черновик
            </Button>
          </>
        }
      >
        <TextField {...field(form, "title")} required hint="Как в документе" suggestions={["Соседи", "Друзья"]} />
        <TextField {...field(form, "mail")} type="email" autocomplete="email" exact width="medium" />
        <RadioCards
          {...field(form, "answer")}
          required
          choices={[
            { value: "take", label: "Берём в работу", hint: "укажете срок и кто отвечает" },
            { value: "part", label: "Берём частично" },
          ]}
        />
        <DateField {...field(form, "term")} />
        <SelectField {...field(form, "body")} empty="Не выбран" options={[{ value: "1", label: longName }]} />
        <TextArea {...field(form, "text")} maxlength={2000} />
        <FileField {...field(form, "file")} accept=".docx,.pdf" hint="До 50 МБ" />
        <CheckboxCards
          {...field(form, "days")}
          values={["1"]}
          inline
          choices={[
            { value: "1", label: "Понедельник" },
            { value: "2", label: "Вторник" },
          ]}
        />
        <FieldGroup legend="Согласия" hint="Отозвать можно в любой день">
          <Checkbox {...field(form, "agree")} hint="Имя увидят все" />
        </FieldGroup>
      </Form>
      <h2>Удалить черновик</h2>
      <Confirm
        view={view}
        action="/form/removal"
        with={{ version: 7 }}
        lost={["черновик из 26 пунктов"]}
        undo="Вернуть можно в течение 30 дней."
        deed="Удалить черновик из 26 пунктов"
        back="/list"
      />
    </Page>
  )
}
