import type { View } from "#platform/view.ts"
import { Card, CardLinks } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { addressOf, type Nature } from "../party/party.ts"
import { likenessSaid } from "./alike-words.ts"
import type { Alike } from "./find-alike.ts"

type AlikeProps = { view: View; party: { nature: Nature; id: number }; alike: Alike[] }

/** Cards found to be alike, each with why. @param of a card with which they can be merged */
export const AlikeRows = ({ view, of, alike }: Omit<AlikeProps, "party"> & { of?: AlikeProps["party"] }) => (
  <Rows label={view.t("registry.alike.title")}>
    {alike.map(({ party, because }) => (
      <Row
        href={view.href(addressOf(party))}
        title={party.name}
        mini={because.map((likeness) => likenessSaid(view.t, likeness))}
        end={
          party.nature === of?.nature && (
            <a
              href={view.href(`${addressOf(of)}/merge?with=${party.id}`)}
              aria-label={view.t("registry.merging.link_with", { name: party.name })}
            >
              {view.t("registry.merging.link")}
            </a>
          )
        }
      />
    ))}
  </Rows>
)

/** Cards that look like this one, each with why: for whoever keeps it. */
export const AlikeCard = ({ view, party: own, alike }: AlikeProps) =>
  alike.length > 0 && (
    <Card title={view.t("registry.alike.title")}>
      <p class="mini">{view.t("registry.alike.hint")}</p>
      <AlikeRows view={view} of={own} alike={alike} />
      <CardLinks links={[{ href: view.href("/duplicates"), label: view.t("registry.alike.all") }]} />
    </Card>
  )
