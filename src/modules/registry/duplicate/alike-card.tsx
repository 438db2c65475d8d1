import type { Say } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import { Card } from "#ui/card.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { addressOf } from "../party/party.ts"
import type { Likeness } from "./compare.ts"
import type { Alike } from "./find-alike.ts"

/** «похожее название: 92 %» */
const likenessSaid = (t: Say, likeness: Likeness): string =>
  likeness.why === "name"
    ? t("registry.alike.name", { percent: likeness.percent })
    : likeness.why === "identifier"
      ? t("registry.alike.identifier")
      : t(`registry.alike.${likeness.why}`)

/** Cards that look like this one, each with why: for whoever keeps it. */
export const AlikeCard = ({ view, alike }: { view: View; alike: Alike[] }) =>
  alike.length > 0 && (
    <Card title={view.t("registry.alike.title")}>
      <p class="mini">{view.t("registry.alike.hint")}</p>
      <Rows label={view.t("registry.alike.title")}>
        {alike.map(({ party, because }) => (
          <Row
            href={view.href(addressOf(party))}
            title={party.name}
            mini={because.map((likeness) => likenessSaid(view.t, likeness))}
          />
        ))}
      </Rows>
    </Card>
  )
