import { duplicatesPath } from "#modules/registry/public.ts"
import type { View } from "#platform/view.ts"
import { Card, CardLinks } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { addressOfPerson, fullName } from "../person/person.ts"
import { personLikenessSaid } from "./alike-words.ts"
import type { AlikePerson } from "./find-alike-people.ts"

type AlikeProps = { view: View; alike: AlikePerson[] /** The card with which they can be merged. */; of?: string }

/** People found to be alike, each with why. */
export const AlikePeopleRows = ({ view, alike, of }: AlikeProps) => (
  <Rows label={view.t("registry.alike.title")}>
    {alike.map(({ shown: { person }, because }) => (
      <Row
        href={view.href(addressOfPerson(person.id))}
        title={fullName(person)}
        mini={because.map((one) => personLikenessSaid(view.t, one))}
        end={
          of && (
            <a
              href={view.href(`${addressOfPerson(of)}/merge?with=${person.id}`)}
              aria-label={view.t("registry.merging.link_with", { name: fullName(person) })}
            >
              {view.t("registry.merging.link")}
            </a>
          )
        }
      />
    ))}
  </Rows>
)

/** On the card of a person, for those who keep it: who may be the same. */
export const AlikePeopleCard = ({ view, alike, of }: AlikeProps & { of: string }) =>
  alike.length > 0 && (
    <Card title={view.t("registry.alike.title")}>
      <p class="mini">{view.t("people.alike.hint")}</p>
      <AlikePeopleRows view={view} alike={alike} of={of} />
      <CardLinks links={[{ href: view.href(duplicatesPath.people), label: view.t("registry.alike.all") }]} />
    </Card>
  )
