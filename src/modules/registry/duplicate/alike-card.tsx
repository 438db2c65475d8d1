import type { View } from "#platform/view.ts"
import { Card, CardLinks } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { addressOf } from "../party/party.ts"
import { likenessSaid } from "./alike-words.ts"
import type { Alike } from "./find-alike.ts"

/** Cards found to be alike, each with why. */
export const AlikeRows = ({ view, alike }: { view: View; alike: Alike[] }) => (
  <Rows label={view.t("registry.alike.title")}>
    {alike.map(({ party, because }) => (
      <Row
        href={view.href(addressOf(party))}
        title={party.name}
        mini={because.map((likeness) => likenessSaid(view.t, likeness))}
      />
    ))}
  </Rows>
)

/** Cards that look like this one, each with why: for whoever keeps it. */
export const AlikeCard = ({ view, alike }: { view: View; alike: Alike[] }) =>
  alike.length > 0 && (
    <Card title={view.t("registry.alike.title")}>
      <p class="mini">{view.t("registry.alike.hint")}</p>
      <AlikeRows view={view} alike={alike} />
      <CardLinks links={[{ href: view.href("/duplicates"), label: view.t("registry.alike.all") }]} />
    </Card>
  )
