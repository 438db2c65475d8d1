import { hasEnded, termSaid } from "#modules/registry/public.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { competenceName } from "../competence/competence.ts"
import type { ConfirmedRole } from "../confirmed-role/confirmed-role.ts"
import { confirmedRoleWord } from "../confirmed-role/confirmed-role-words.ts"
import { addressOfPerson } from "../person/person.ts"
import type { ShownPerson } from "../person/show-person.ts"
import { languagesSaid } from "./languages.ts"
import { type Skill, stateOf } from "./skill.ts"
import { levelWord, stateWord } from "./skill-words.ts"

/** `confirmers`: names of users by id, for whoever sees who confirmed. */
type Props = { view: View; shown: ShownPerson; confirmers: Map<string, string> }

const Deed = ({ view, href, label, of }: { view: View; href: string; label: string; of: string }) => (
  <>
    <LinkButton kind="link" href={view.href(href)}>
      {label}
      <span class="unseen">: {of}</span>
    </LinkButton>{" "}
  </>
)

/** Whether the reader may say what the person can do. */
const says = ({ reader }: ShownPerson) => reader === "staff" || reader === "self"

const confirmedBy = ({ view, confirmers }: Props, id: string | null) =>
  confirmers.has(id ?? "") && view.t("skill.confirmed_by", { name: confirmers.get(id!)! })

function RoleRow(props: Props & { one: ConfirmedRole }) {
  const { view, shown, one } = props
  const said = confirmedRoleWord(view.t, one.role)
  const word = said.charAt(0).toLocaleUpperCase(view.locale) + said.slice(1)
  const can = shown.reader === "staff" && !hasEnded(one, view.today)
  const href = `${addressOfPerson(shown.person.id)}/roles/${one.id}/end`
  return (
    <Row
      title={word}
      mini={[termSaid(view, one), one.ground, confirmedBy(props, one.confirmedBy), one.endedWhy]}
      end={can && <Deed view={view} href={href} label={view.t("skill.end")} of={word} />}
    />
  )
}

function SkillRow(props: Props & { one: Skill }) {
  const { view, shown, one } = props
  const { t } = view
  const name = competenceName(one, view.locale)
  const state = stateOf(one, view.today)
  const here = `${addressOfPerson(shown.person.id)}/competences/${one.id}`
  return (
    <Row
      title={name}
      mini={[
        levelWord(t, one.level),
        stateWord(view, one),
        one.evidence,
        one.link && <a href={one.link}>{t("skill.link.open")}</a>,
        one.ground,
        confirmedBy(props, one.confirmedBy),
        one.endedWhy,
      ]}
      end={
        says(shown) &&
        state !== "ended" && (
          <>
            {shown.reader === "staff" && (
              <Deed
                view={view}
                href={`${here}/confirmation`}
                label={t(one.confirmedAt ? "skill.confirm_anew" : "skill.confirm")}
                of={name}
              />
            )}
            <Deed view={view} href={`${here}/end`} label={t("skill.end")} of={name} />
          </>
        )
      }
    />
  )
}

/** On a person's card: what it can do and who it is confirmed to be; what is over is folded. */
export function SkillCard(props: Props) {
  const { view, shown } = props
  const { t, today } = view
  const { person, skills, roles, seen, reader } = shown
  const here = addressOfPerson(person.id)
  const canEdit = says(shown)
  const isOver = (one: Skill) => ["expired", "ended"].includes(stateOf(one, today))
  const list = (some: Skill[], held: ConfirmedRole[]) => [
    ...held.map((one) => <RoleRow {...props} one={one} />),
    ...some.map((one) => <SkillRow {...props} one={one} />),
  ]
  const now = list(
    skills.filter((one) => !isOver(one)),
    roles.filter((one) => !hasEnded(one, today)),
  )
  const over = list(
    skills.filter(isOver),
    roles.filter((one) => hasEnded(one, today)),
  )
  const told = [person.languages.length > 0, person.availability, person.experience].some(Boolean)
  if (!seen.has("name") || (!canEdit && !now.length && !over.length && !told)) return null
  return (
    <Card title={t("skill.card")}>
      {now.length > 0 ? <Rows label={t("skill.card")}>{now}</Rows> : canEdit && <p>{t("skill.none")}</p>}
      {over.length > 0 && (
        <details class="text-around">
          <summary>{t("skill.over", { count: over.length })}</summary>
          <Rows label={t("skill.over", { count: over.length })}>{over}</Rows>
        </details>
      )}
      {told && (
        <Facts
          facts={[
            [t("field.person.languages"), languagesSaid(view, person.languages)],
            [t("field.person.availability"), person.availability],
            [t("field.person.experience"), person.experience],
          ]}
        />
      )}
      {canEdit && (
        <div class="buttons">
          <LinkButton icon="plus" href={view.href(`${here}/competences/new`)}>
            {t("skill.add")}
          </LinkButton>
          {reader === "staff" && (
            <LinkButton icon="plus" href={view.href(`${here}/roles/new`)}>
              {t("confirmed_role.add")}
            </LinkButton>
          )}
          <LinkButton icon="pencil" href={view.href(`${here}/description`)}>
            {t("skill.describe")}
          </LinkButton>
        </div>
      )}
    </Card>
  )
}
