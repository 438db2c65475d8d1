import { canSee, dueLabel } from "#modules/deliberation/public.ts"
import { visitor } from "#platform/actor.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { Items, Item as ListedItem, Mini } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import type { Asked, AskedItem } from "./what-is-asked.ts"
import { standingInWords } from "./words.ts"

/** The words that are asked about, out of which resolution, by which letter. */
export function ItemWords({ view, asked, item }: { view: View; asked: Asked; item: AskedItem }) {
  const { t, locale } = view
  const { resolution, letter } = asked
  const due = dueLabel(view, item)
  return (
    <blockquote>
      <span class="said">
        {item.number.replace(/\.?$/, ".")} {item.words}
      </span>
      <Mini
        parts={[
          due && t("answering.item.due", { due }),
          resolutionLine(view, asked),
          letter && t("answering.item.letter", { number: letter.number, date: longDate(letter.dated, locale) }),
          canSee(visitor, resolution) && (
            <a href={view.href(`/resolutions/${resolution.id}`)}>{t("answering.item.read_all")}</a>
          ),
        ]}
      />
    </blockquote>
  )
}

/** «Резолюция круглого стола …, 14 марта 2026 г.» */
export const resolutionLine = ({ t, locale }: View, { resolution }: Asked) =>
  t("answering.item.of", {
    title: resolution.title,
    date: resolution.heldOn ? longDate(resolution.heldOn, locale) : "none",
  })

/** All items of a recipient, each with its state in words; `now` is the one on the page. */
export const AskedList = ({ view, asked, base, now }: { view: View; asked: Asked; base: string; now?: number }) => (
  <Items label={view.t("answering.all")}>
    {asked.items.map(({ request, number, words, waiting }) => (
      <ListedItem
        no={number}
        title={words}
        {...(request.id !== now && { href: view.href(`${base}/${request.id}`) })}
        mini={[request.id === now && view.t("answering.this_one")]}
        end={<StateMark {...standingInWords(view, { request, waiting })} />}
      />
    ))}
  </Items>
)
