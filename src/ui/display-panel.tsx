import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { type Display, faces, motions, schemes, sizes, spacings } from "#ui/display.ts"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"

const choices = { size: sizes, face: faces, scheme: schemes, spacing: spacings, motion: motions }

/**
 * The page «Вид». POST /display carries the five fields of `displayInput`, `back` (where the reader came from)
 * and `plain` when the second button was pressed; the answer sets the cookie `view` (`cookieOf`) and leads back.
 */
export function DisplayPanel({ view, back }: { view: View; back: string }) {
  const { t } = view
  const names = Object.keys(choices) as (keyof Display)[]
  const labels = Object.fromEntries(names.map((name) => [name, t(`ui.display.${name}`)])) as Record<
    keyof Display,
    string
  >
  const form = { view, labels, values: view.display }
  return (
    <Page
      view={view}
      title={t("ui.display.title")}
      sub={t("ui.display.poor_sight")}
      state={t("ui.display.about")}
      narrow
    >
      <Form
        form={form}
        action="/display"
        reload
        buttons={
          <>
            <Button kind="primary">{t("ui.display.apply")}</Button>
            <Button name="plain" value="yes">
              {t("ui.display.plain")}
            </Button>
          </>
        }
      >
        <input type="hidden" name="back" value={back} />
        {names.map((name) => (
          <RadioCards
            {...field(form, name)}
            inline
            choices={choices[name].map((value) => ({
              value: String(value),
              label: <span class={`sample ${name}-${value}`}>{t(`ui.display.${name}.${value}` as never)}</span>,
            }))}
          />
        ))}
      </Form>
    </Page>
  )
}
