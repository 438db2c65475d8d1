import { roleLabel } from "#modules/deliberation/public.ts"
import { Checkbox, RadioCards } from "#ui/choice.tsx"
import { TextField } from "#ui/field.tsx"
import { FieldGroup, type FormState, field } from "#ui/form.tsx"
import { Item, Items } from "#ui/list.tsx"
import { channels, type Line } from "./asking-form.ts"

type RowProps = {
  form: FormState<string>
  line: Line
  /** Of the resolution, without the prefix of the language. */
  base: string
  dated: string
  /** Shown as one line until it is opened. */
  folded: boolean
}

/** One addressee: whether it is asked, what for, how, at which address. */
export function RecipientFields({ form, line, base, dated, folded }: RowProps) {
  const { view } = form
  const { t } = view
  const { to, how, ask } = line
  const { key } = to
  const lost = !line.email && !to.postal
  const query = new URLSearchParams([
    ["who", key],
    ["dated", dated],
    ["class", to.classes.join(" ")],
    ...to.classes.map((one): [string, string] => [`tick-${one}`, String(to.partyId)]),
  ])
  const fields = (
    <FieldGroup legend={to.name} hint={to.letterTo}>
      <Checkbox {...field(form, `who-${key}`)} />
      <Items label={t("asking.items_of", { name: to.name })}>
        {to.items.map((item) => (
          <Item
            no={item.number}
            title={item.words}
            mini={[
              item.others.length > 0 && roleLabel(t, item.role),
              item.others.length > 0 &&
                t("asking.with", {
                  others: item.others.map((other) => `${other.name} (${roleLabel(t, other.role)})`).join(", "),
                }),
            ]}
          />
        ))}
      </Items>
      <RadioCards
        {...field(form, `how-${key}`)}
        inline
        choices={channels.map((value) => ({ value, label: t(`letter.channel.${value}`) }))}
      />
      <TextField {...field(form, `email-${key}`)} type="email" exact maxlength={200} autocomplete="off" />
      {to.partyId !== null && <Checkbox {...field(form, `remember-${key}`)} />}
      <p>
        <a href={view.href(`${base}/asking/preview?${query}`)} target="_blank" rel="noopener">
          {t("asking.preview")} <span class="unseen">{`${to.name} `}</span>
          <small>{t("asking.new_window")}</small>
        </a>
      </p>
    </FieldGroup>
  )
  const wrong = form.errors && Object.keys(form.errors).some((name) => name.endsWith(key))
  if (!folded || wrong) return fields
  return (
    <details>
      <summary>
        {t("asking.row", {
          name: to.name,
          count: to.items.length,
          how: ask ? (lost ? t("asking.no_address") : t(`letter.channel.${how}`)) : t("asking.not_asked"),
        })}
      </summary>
      {fields}
    </details>
  )
}
