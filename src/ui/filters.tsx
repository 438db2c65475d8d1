import type { PropsWithChildren } from "hono/jsx"
import { ownTerritory } from "#platform/actor.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { Icon } from "#ui/icons.tsx"

export type Chip = { label: string; href: string; current?: boolean; count?: number }

/** Ready views of a list («Все 26», «Нет ответа 3»). Addresses with their prefix already. */
export const ChipLinks = ({ label, chips }: { label: string; chips: Chip[] }) => (
  <nav class="chips" aria-label={label}>
    {chips.map((chip) => (
      <a class="chip" href={chip.href} aria-current={chip.current ? "true" : undefined}>
        {chip.label}
        {chip.count !== undefined && <b>{chip.count}</b>}
      </a>
    ))}
  </nav>
)

type FilterProps = PropsWithChildren<{
  view: View
  /** Address of the list without the prefix of the language. */
  action: string
  /** Filters in force: each with the address that drops it. */
  active: { label: string; href: string }[]
  /** What the form must carry on, like the sort. */
  keep?: Record<string, string | undefined>
}>

/** The address of a list with no condition left: who works in one territory would come back to it without a word. */
const whole = (view: View, href: string) =>
  href.includes("?") || ownTerritory(view.actor) === null ? href : `${href}?territory=`

/**
 * Filters of a list: a form that lives in the address and sends itself on a change where there is a script.
 * Children are fields (`SelectField`, `TextField`).
 */
export const Filters = ({ view, action, active, keep = {}, children }: FilterProps) => (
  <div class="filters">
    <form action={view.href(action)} data-controller="autosubmit" data-action="change->autosubmit#send">
      {Object.entries(keep).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
      {children}
      <Button>{view.t("ui.filters.show")}</Button>
    </form>
    {active.length > 0 && (
      <ul class="chips" aria-label={view.t("ui.filters.active")}>
        {active.map(({ label, href }) => (
          <li>
            <a class="chip" href={whole(view, href)}>
              <span class="unseen">{view.t("ui.filters.drop")} </span>
              {label}
              <Icon name="x" />
            </a>
          </li>
        ))}
        {(active.length > 1 || ownTerritory(view.actor) !== null) && (
          <li>
            <a class="chip plain" href={whole(view, view.href(action))}>
              {view.t(ownTerritory(view.actor) === null ? "ui.filters.drop_all" : "ui.filters.whole")}
            </a>
          </li>
        )}
      </ul>
    )}
  </div>
)

/** «Сначала: новые · старые». Addresses with their prefix already. */
export const Sort = ({
  view,
  options,
}: {
  view: View
  options: { label: string; href: string; current: boolean }[]
}) => (
  <p class="sort">
    {view.t("ui.list.sort")}{" "}
    {options.flatMap(({ label, href, current }, i) => [
      i ? " · " : "",
      current ? <b aria-current="true">{label}</b> : <a href={href}>{label}</a>,
    ])}
  </p>
)
