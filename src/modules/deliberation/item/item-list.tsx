import type { View } from "#platform/view.ts"
import { Items, Item as Row } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { dueLabel, forceLabel, numberOf, roleLabel } from "../labels.ts"
import { currentText } from "./amended.ts"
import type { Amendment } from "./item.store.ts"
import type { Item } from "./item.ts"
import { type Standings, standingInWords } from "./standing.ts"

/** Where an item stands, as icon and word. */
export const ItemState = ({
  view,
  item,
  standings,
}: {
  view: View
  item: Parameters<typeof standingInWords>[1]
  standings: Standings
}) => <StateMark {...standingInWords(view, item, standings)} />

/** Who an item is addressed to, unless its block says so already. */
export const addresseesInWords = (view: View, item: Pick<Item, "addressees">) =>
  item.addressees.map((a) => (a.role === "lead" ? a.name : `${a.name} (${roleLabel(view.t, a.role)})`)).join(", ")

/** The items of a resolution: under the headings of their blocks, with the document's own numbers. */
export function ItemList({
  view,
  items,
  amendments,
  standings,
}: {
  view: View
  items: Item[]
  amendments: Amendment[]
  standings: Standings
}) {
  const { t } = view
  const groups: { block: Item | null; items: Item[] }[] = [{ block: null, items: [] }]
  for (const item of items)
    if (item.type === "block") groups.push({ block: item, items: [] })
    else {
      const { block } = groups.at(-1)!
      // It stands beside the block, not under it.
      if (block && item.depth <= block.depth) groups.push({ block: null, items: [] })
      groups.at(-1)!.items.push(item)
    }
  return (
    <>
      {groups
        .filter((g) => g.block || g.items.length)
        .map(({ block, items: own }, i) => (
          <section class="block" id={block ? `item-${block.id}` : undefined}>
            {block ? (
              <>
                <h2>
                  {block.label && `${block.label} `}
                  {block.text}
                </h2>
                <p class="meta">
                  {[addresseesInWords(view, block), t("item.count", { count: own.length })].filter(Boolean).join(" · ")}
                </p>
              </>
            ) : (
              <h2 class={i ? undefined : "unseen"}>{t(i ? "item.rest" : "item.list")}</h2>
            )}
            <Items>
              {own.map((item) => (
                <Row
                  id={`item-${item.id}`}
                  no={numberOf(item)}
                  level={item.depth - (block ? block.depth + 1 : 0)}
                  href={view.href(`/items/${item.id}`)}
                  title={item.removedBy ? <del>{currentText(item, amendments)}</del> : currentText(item, amendments)}
                  mini={[
                    forceLabel(t, item.force),
                    !sameAddressees(item, block) && addresseesInWords(view, item),
                    dueLabel(view, item),
                    amendedInWords(view, item, amendments),
                    item.expectedResult && t("item.expected", { result: item.expectedResult }),
                  ]}
                  end={<ItemState view={view} item={item} standings={standings} />}
                />
              ))}
            </Items>
          </section>
        ))}
    </>
  )
}

/** Whether an amendment added the item or changed it. */
function amendedInWords({ t }: View, item: Item, amendments: Amendment[]) {
  const fields = amendments.flatMap((a) => a.changes.filter((c) => c.itemId === item.id).map((c) => c.field))
  return fields.length > 0 && t(fields.includes("added") ? "item.added" : "item.amended")
}

const sameAddressees = (item: Item, block: Item | null) =>
  block !== null && item.addressees.map((a) => a.name).join() === block.addressees.map((a) => a.name).join()
