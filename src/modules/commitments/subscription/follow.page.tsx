import { signedIn } from "#platform/actor.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import type { Thing } from "./followed.ts"

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

/** The thing in words: «пункт 3 резолюции «…»». */
const named = ({ t }: View, { kind, number, resolution }: Thing) =>
  t("follow.what", { kind, number, title: resolution.title })

/** «Следить»: an address for visitors, one click for who has signed in. Kept apart so that visitors share the item's page. */
export function FollowPage(props: {
  view: View
  thing: Thing
  /** Of the user who is signed in: whether they follow it already. */
  follows: boolean
  typed?: string
  errors?: Record<string, Saying>
}) {
  const { view, thing, follows, typed = "", errors = {} } = props
  const { t } = view
  const form = { view, errors, labels: { email: t("follow.email") }, values: { email: typed } }
  const action = `${thing.path}/follow`
  const known = signedIn(view.actor)
  return (
    <Page
      view={view}
      narrow
      title={t("follow.title", { kind: thing.kind, number: thing.number })}
      crumbs={[{ href: thing.path, label: shortened(thing.kind === "item" ? thing.text : thing.resolution.title) }]}
      state={t("follow.about")}
    >
      <p>{thing.kind === "item" ? thing.text : thing.resolution.title}</p>
      {known ? (
        <Deed
          view={view}
          action={action}
          kind={follows ? "secondary" : "primary"}
          with={{ do: follows ? "end" : "add" }}
        >
          {t(follows ? "follow.end" : "follow.add")}
        </Deed>
      ) : (
        <Form form={form} action={action} buttons={<Button kind="primary">{t("follow.ask")}</Button>}>
          <TextField
            {...field(form, "email")}
            type="email"
            autocomplete="email"
            inputmode="email"
            width="medium"
            hint={t("follow.email_hint")}
            exact
            required
          />
          <p class="hint">
            {t("follow.consent")} <a href={view.href("/privacy")}>{t("follow.privacy")}</a>
          </p>
        </Form>
      )}
    </Page>
  )
}

/** The page of a letter's link: nothing is done until the button is pressed, for scanners of mail open every link. */
export const ConfirmPage = ({ view, thing, token }: { view: View; thing: Thing; token: string }) => (
  <Page view={view} narrow title={view.t("follow.confirm_title")} state={named(view, thing)}>
    <Deed view={view} action={`/follow/${token}`} kind="primary">
      {view.t("follow.confirm")}
    </Deed>
  </Page>
)

/** Ends a subscription, or says that it has ended. */
export const UnfollowPage = ({ view, token, ended }: { view: View; token: string; ended: boolean }) => (
  <Page
    view={view}
    narrow
    title={view.t(ended ? "follow.ended_title" : "follow.end_title")}
    state={view.t(ended ? "follow.ended" : "follow.end_what")}
  >
    {ended ? (
      <LinkButton href={view.href("/resolutions")}>{view.t("follow.back")}</LinkButton>
    ) : (
      <Deed view={view} action={`/unfollow/${token}`} kind="primary">
        {view.t("follow.end")}
      </Deed>
    )}
  </Page>
)

/** Below an item or a resolution: the way to be told of its changes. */
export const FollowLink = ({ view, kind, id }: { view: View; kind: "item" | "resolution"; id: number }) => (
  <a href={view.href(`/${kind}s/${id}/follow`)}>{view.t("follow.link")}</a>
)
