import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import { Item, Items } from "#ui/list.tsx"
import { itemsAskedOf, textsInForce } from "../item/item.store.ts"
import { ItemState } from "../item/item-list.tsx"
import { standingsOf } from "../item/standing.ts"
import { dueLabel, forceLabel, numberOf } from "../labels.ts"
import { visibleTo } from "./resolution.policy.ts"

const shown = 50

/** On the card of an organisation or a body: every item that is addressed to it, the newest resolution first. */
export async function askedOf(c: Ctx, { id }: { id: number }) {
  const { view, services, actor } = c.var
  const { t } = view
  const items = await itemsAskedOf(services.db, { partyId: id, visibilities: visibleTo(actor), limit: shown + 1 })
  const inTextOrder = Map.groupBy(items.slice(0, shown), (item) => item.resolutionId)
    .values()
    .flatMap((group) => group.toReversed())
    .toArray()
  const standings = await standingsOf(services, items)
  const inForce = await textsInForce(
    services.db,
    items.map((item) => item.id),
  )
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{t("resolution.asked.title")}</h2>
      {items.length ? (
        <Items>
          {inTextOrder.map((item) => (
            <Item
              no={numberOf(item)}
              href={view.href(`/items/${item.id}`)}
              title={inForce.get(item.id) ?? item.text}
              mini={[
                <a href={view.href(`/resolutions/${item.resolutionId}`)}>{item.resolutionTitle}</a>,
                longDate(item.adoptedOn, view.locale),
                forceLabel(t, item.force),
                dueLabel(view, item),
              ]}
              end={<ItemState view={view} item={item} standings={standings} />}
            />
          ))}
        </Items>
      ) : (
        <p>{t("resolution.asked.none")}</p>
      )}
      {items.length > shown && (
        <p>
          <a href={view.href(`/resolutions?body=${id}`)}>{t("resolution.asked.all")}</a>
        </p>
      )}
    </section>
  )
}
