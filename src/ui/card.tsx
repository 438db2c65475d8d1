import type { Child, PropsWithChildren } from "hono/jsx"
import { Icon, type IconName } from "#ui/icons.tsx"

/** A sheet with a heading; on the page or in `aside`. */
export const Card = ({ title, id, children }: PropsWithChildren<{ title?: string; id?: string }>) => (
  <section class="card" id={id}>
    {title && <h2>{title}</h2>}
    {children}
  </section>
)

export type CardLink = { href: string; label: Child; icon?: IconName }

/** Links of a card, one under another. */
export const CardLinks = ({ links }: { links: CardLink[] }) => (
  <ul class="card-links">
    {links.map(({ href, label, icon }) => (
      <li>
        <a href={href}>
          {icon && <Icon name={icon} />}
          <span>{label}</span>
        </a>
      </li>
    ))}
  </ul>
)

/** Two to four numbers that lead somewhere: «2 отчёта ждут вашего слова». */
export const Figures = ({
  label,
  figures,
}: {
  label: string
  figures: { href: string; count: number; label: string }[]
}) => (
  <ul class="figures" aria-label={label}>
    {figures.map((figure) => (
      <li>
        <a class="card" href={figure.href}>
          <b>{figure.count}</b> <span>{figure.label}</span>
        </a>
      </li>
    ))}
  </ul>
)

/** What is known of a thing, as names and values; rows without a value are left out. */
export const Facts = ({ facts }: { facts: [name: string, value: Child | false][] }) => (
  <dl class="facts">
    {facts.map(([name, value]) =>
      value === undefined || value === null || value === false || value === "" ? null : (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ),
    )}
  </dl>
)
