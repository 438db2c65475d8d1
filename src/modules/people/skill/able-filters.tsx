import { staffSomewhere } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { SelectField } from "#ui/field.tsx"
import { type Competence, competenceName } from "../competence/competence.ts"
import type { RoleName } from "../confirmed-role/confirmed-role.ts"
import { confirmedRoleOptions, confirmedRoleWord } from "../confirmed-role/confirmed-role-words.ts"
import { type Level, type ProofFilter, proofFilters } from "./skill.ts"
import { levelOptions, levelWord } from "./skill-words.ts"

type AbleQuery = {
  competence?: number | undefined
  level?: Level | undefined
  role?: RoleName | undefined
  proof?: ProofFilter | undefined
}

/** What the list is narrowed by, each with the address of the list without it. */
export function activeAble(
  { t, locale }: View,
  { competence, level, role, proof }: AbleQuery,
  competences: Competence[],
  without: (name: keyof AbleQuery) => string,
) {
  const known = competences.find(({ id }) => id === competence)
  return [
    ...(known ? [{ label: competenceName(known, locale), href: without("competence") }] : []),
    ...(known && level
      ? [{ label: t("skill.level_least", { level: levelWord(t, level) }), href: without("level") }]
      : []),
    ...(role ? [{ label: confirmedRoleWord(t, role), href: without("role") }] : []),
    ...(proof ? [{ label: t(`skill.filter.${proof}`), href: without("proof") }] : []),
  ]
}

/** Fields of the list's filters: a competence with a level, a role, and for the staff what waits for it. */
export function AbleFilters(props: { view: View; query: AbleQuery; competences: Competence[] }) {
  const { view, query, competences } = props
  const { t, locale } = view
  const any = t("people.person.any_group")
  return (
    <>
      <SelectField
        view={view}
        name="competence"
        label={t("field.person.competence")}
        value={String(query.competence ?? "")}
        empty={t("skill.any")}
        options={competences.map((one) => ({ value: String(one.id), label: competenceName(one, locale) }))}
      />
      <SelectField
        view={view}
        name="level"
        label={t("skill.filter.level")}
        value={query.level ?? ""}
        empty={t("skill.any_level")}
        options={levelOptions(t)}
      />
      <SelectField
        view={view}
        name="role"
        label={t("field.person.confirmedRole")}
        value={query.role ?? ""}
        empty={any}
        options={confirmedRoleOptions(t)}
      />
      {staffSomewhere(view.actor) && (
        <SelectField
          view={view}
          name="proof"
          label={t("skill.filter.proof")}
          value={query.proof ?? ""}
          empty={any}
          options={proofFilters.map((value) => ({ value, label: t(`skill.filter.${value}`) }))}
        />
      )}
    </>
  )
}
