import type { MessageKey } from "#platform/i18n.ts"
import type { Module } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { CheckboxCards, RadioCards } from "#ui/choice.tsx"
import { idOf, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { aboutEvent, announcedEvents } from "./announced-events.ts"
import { crumbs, crumbsOf } from "./webhook-list.tsx"

export type Typed = { name: string; url: string; which: string; events: string[] }

type FormProps = {
  view: View
  modules: Module[]
  /** The webhook that is changed; none when a new one is set up. */
  webhook?: { id: number; name: string }
  values: Typed
  errors?: Record<string, Saying>
}

/** The name of a module as people know it, or its own. */
function moduleName({ t }: View, module: string): string {
  const key = `webhooks.module.${module}`
  const said = t(key as MessageKey)
  return said === key ? module : said
}

/** A new webhook, or an old one to be changed. */
export function WebhookForm({ view, modules, webhook, values, errors }: FormProps) {
  const { t } = view
  const { events: ticked, ...rest } = values
  const labels = {
    name: t("webhooks.name"),
    url: t("webhooks.url"),
    which: t("webhooks.events"),
    events: t("webhooks.events"),
  }
  const form: FormState<keyof typeof labels> = { view, labels, values: rest, ...(errors && { errors }) }
  const back = webhook ? `/webhooks/${webhook.id}` : "/webhooks"
  const { error } = field(form, "events")
  return (
    <Page
      view={view}
      title={t(webhook ? "webhooks.edit" : "webhooks.new")}
      crumbs={webhook ? crumbsOf(view, webhook) : crumbs(view)}
      narrow
    >
      <Form
        form={form}
        action={back}
        reload={!webhook}
        buttons={
          <>
            <Button kind="primary">{t(webhook ? "webhooks.save" : "webhooks.add")}</Button>
            <LinkButton href={view.href(back)}>{t("webhooks.cancel")}</LinkButton>
          </>
        }
      >
        <TextField {...field(form, "name")} hint={t("webhooks.name_hint")} maxlength={100} required />
        <TextField {...field(form, "url")} type="url" hint={t("webhooks.url_hint")} maxlength={2000} exact required />
        <RadioCards
          {...field(form, "which")}
          required
          choices={[
            { value: "some", label: t("webhooks.events.some") },
            { value: "all", label: t("webhooks.events.every"), hint: t("webhooks.events.all_hint") },
          ]}
        />
        {announcedEvents(modules).map(({ module, events }, i) => (
          <CheckboxCards
            view={view}
            name="events"
            id={i === 0 ? idOf("events") : `${idOf("events")}-${module}`}
            label={moduleName(view, module)}
            values={ticked}
            error={i === 0 ? error : undefined}
            choices={events.map((event) => ({
              value: event.name,
              label: <code>{event.name}</code>,
              hint: aboutEvent(modules, view.locale, event),
            }))}
          />
        ))}
      </Form>
    </Page>
  )
}
