import type { Child, PropsWithChildren } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Icon, type IconName } from "#ui/icons.tsx"

/** Rows one under another. `Row` inside. */
export const Rows = ({ children, label }: PropsWithChildren<{ label?: string }>) => (
  <ul class="rows" aria-label={label}>
    {children}
  </ul>
)

type RowProps = {
  /** Address with its prefix already. */
  href?: string
  title: Child
  /** A quiet line under the title; parts are joined by « · ». */
  mini?: (Child | false)[]
  /** A button or a `StateMark` at the end. */
  end?: Child
}

export const Mini = ({ parts }: { parts: (Child | false)[] }) => {
  const shown = parts.filter((part) => part !== false && part !== null && part !== undefined && part !== "")
  return shown.length ? <p class="mini">{shown.flatMap((part, i) => (i ? [" · ", part] : [part]))}</p> : null
}

export const Row = ({ href, title, mini, end }: RowProps) => (
  <li>
    <div>
      <p>{href ? <a href={href}>{title}</a> : title}</p>
      {mini && <Mini parts={mini} />}
    </div>
    {end && <div class="end">{end}</div>}
  </li>
)

/** Items of a resolution: number, text, state. `Item` inside. */
export const Items = ({ children, label }: PropsWithChildren<{ label?: string }>) => (
  <ol class="items" aria-label={label}>
    {children}
  </ol>
)

export const Item = (
  props: RowProps & { no: string; id?: string /** 1 for an item under an item, and so on. */; level?: number },
) => (
  <li id={props.id} class={props.level ? `level-${Math.min(props.level, 3)}` : undefined}>
    <span class="no">{props.no}</span>
    <div>
      <p>{props.href ? <a href={props.href}>{props.title}</a> : props.title}</p>
      {props.mini && <Mini parts={props.mini} />}
    </div>
    {props.end && <div class="end">{props.end}</div>}
  </li>
)

/** Above a list: how many, in words, and the same list as a file. */
export const ListHead = (props: { view: View; count: string; sort?: Child; downloads?: Download[] }) => (
  <div class="list-head">
    <p class="count" data-announce="">
      {props.count}
    </p>
    {props.sort}
    {props.downloads?.length ? <Downloads view={props.view} files={props.downloads} /> : null}
  </div>
)

export type Download = { href: string; label: string; icon?: IconName }

/** «Скачать: .xlsx · .docx · RSS» */
export const Downloads = ({ view, files }: { view: View; files: Download[] }) => (
  <ul class="downloads" aria-label={view.t("ui.list.download")}>
    {files.map(({ href, label, icon = "download" }) => (
      <li>
        <a href={href} data-turbo="false">
          <Icon name={icon} />
          {label}
        </a>
      </li>
    ))}
  </ul>
)

/** The next part of a list that is read by keys; nothing when there is no more. */
export const Pager = (props: { view: View; more?: string | undefined; first?: string | undefined }) =>
  props.more || props.first ? (
    <nav class="pager" aria-label={props.view.t("ui.list.pages")}>
      {props.first && (
        <a class="btn" href={props.first}>
          {props.view.t("ui.list.first")}
        </a>
      )}
      {props.more && (
        <a class="btn" href={props.more} rel="next">
          {props.view.t("ui.list.more")}
        </a>
      )}
    </nav>
  ) : null

/** Why there is nothing, and what to do about it (buttons or links as children). */
export const Empty = ({ title, why, children }: PropsWithChildren<{ title: string; why?: Child }>) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    {why && <p>{why}</p>}
    {children && <div class="buttons">{children}</div>}
  </div>
)
