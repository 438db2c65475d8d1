import type { Child } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Checkbox } from "#ui/choice.tsx"
import { FileField, TextArea, TextField } from "#ui/field.tsx"
import { FieldGroup, type FormState, field } from "#ui/form.tsx"
import type { ProfileField } from "./profile.ts"

export type ProfileFormField = ProfileField | "logoFile" | "logoGone"

/** The fields of a description. `kept`: a logo that was sent with a form that had to be drawn again. */
export const ProfileFields = ({
  form,
  logo,
  kept,
  textsOnly,
}: {
  form: FormState<ProfileFormField>
  logo: string | null
  kept?: string | undefined
  /** Without the logo: whoever holds a link sends no files. */
  textsOnly?: boolean
}) => {
  const { view } = form
  const { t } = view
  return (
    <>
      <TextField {...field(form, "mission")} maxlength={300} hint={t("profile.mission.hint")} />
      <TextArea {...field(form, "about")} rows={10} maxlength={10_000} hint={t("profile.about.hint")} />
      {!textsOnly && (
        <FieldGroup legend={t("profile.logo")} hint={t("profile.logo.hint")}>
          <Shown view={view} logo={logo} />
          {kept && (
            <>
              <input type="hidden" name="logoFile" value={kept} />
              <p class="mini">{t("profile.logo.kept")}</p>
            </>
          )}
          <FileField {...field(form, "logo")} accept=".png,.jpg,.jpeg,.webp,.avif" />
          {logo && <Checkbox {...field(form, "logoGone")} />}
          <TextField {...field(form, "logoAlt")} maxlength={200} hint={t("profile.logo_alt.hint")} />
        </FieldGroup>
      )}
      <FieldGroup legend={t("profile.contacts")} hint={t("profile.contacts.hint")}>
        <TextField {...field(form, "publicPhone")} type="tel" maxlength={200} />
        <TextField {...field(form, "publicEmail")} type="email" maxlength={200} />
        <TextArea {...field(form, "publicAddress")} rows={2} maxlength={500} />
        <TextArea {...field(form, "openingHours")} rows={2} maxlength={500} hint={t("profile.hours.hint")} />
      </FieldGroup>
      <TextArea {...field(form, "links")} rows={5} maxlength={5000} hint={t("profile.links.hint")} />
    </>
  )
}

const Shown = ({ view, logo }: { view: View; logo: string | null }): Child =>
  logo && <img class="party-logo" src={`/files/${logo}`} alt={view.t("profile.logo.now")} />
