import type { View } from "#platform/view.ts"
import type { ProfileField } from "./profile.ts"

/** Labels of what is said to everybody. */
export const profileLabels = ({ t }: View): Record<ProfileField, string> => ({
  mission: t("field.party.mission"),
  about: t("field.party.about"),
  publicEmail: t("field.party.publicEmail"),
  publicPhone: t("field.party.publicPhone"),
  publicAddress: t("field.party.publicAddress"),
  openingHours: t("field.party.openingHours"),
  links: t("field.party.links"),
  logo: t("field.party.logo"),
  logoAlt: t("field.party.logoAlt"),
})
