import type { PropsWithChildren } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Icon, type IconName } from "#ui/icons.tsx"

/** `primary`: the one deed of the screen; `danger`: something will be lost; `link`: looks like a link. */
export type Kind = "primary" | "secondary" | "danger" | "link"

const classOf = (kind: Kind = "secondary") => (kind === "link" ? "link" : kind === "secondary" ? "btn" : `btn ${kind}`)

type Look = PropsWithChildren<{ kind?: Kind; icon?: IconName }>

/**
 * A button of a form, named by its result («Отправить 11 писем»).
 * With `reason` it is shown, can be reached, does nothing and says why.
 */
export function Button(
  props: Look & {
    type?: "submit" | "button"
    name?: string
    value?: string
    formaction?: string
    /** Id of a form elsewhere on the page. */
    form?: string
    /** Skips the browser's checks: «Отмена», «Сохранить черновик». */
    formnovalidate?: boolean
    reason?: string
    /** Attributes for a Stimulus action. */
    data?: Record<`data-${string}`, string>
  },
) {
  const { kind, icon, reason, data, children, type = "submit", ...rest } = props
  if (reason)
    return (
      <span class="unable">
        <button type="button" class={classOf(kind)} aria-disabled="true">
          {icon && <Icon name={icon} />}
          {children}
        </button>
        <small>{reason}</small>
      </span>
    )
  return (
    <button type={type} class={classOf(kind)} {...rest} {...data}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A link that looks like a button: it leads somewhere and changes nothing. `download` for files. */
export const LinkButton = (props: Look & { href: string; download?: boolean }) => (
  <a
    class={classOf(props.kind)}
    href={props.href}
    download={props.download}
    data-turbo={props.download ? "false" : undefined}
  >
    {props.icon && <Icon name={props.icon} />}
    {props.children}
  </a>
)

/** «Ещё»: rare deeds behind one line, among `.buttons`. */
export const MoreLinks = ({ view, children }: PropsWithChildren<{ view: View }>) => (
  <details class="more text-around">
    <summary>{view.t("ui.more")}</summary>
    <div class="buttons">{children}</div>
  </details>
)

/**
 * One deed behind one button, as a form of its own.
 * @example <Deed view={view} action="/resolutions/7/adoption" kind="primary">Принять резолюцию</Deed>
 */
export const Deed = (
  props: Look & {
    view: View
    /** Address without the prefix of the language. */
    action: string
    /** Hidden fields. */
    with?: Record<string, string | number>
    reason?: string
  },
) => {
  const { view, action, with: hidden = {}, ...look } = props
  if (props.reason) return <Button {...look} />
  return (
    <form class="deed" method="post" action={view.href(action)} data-controller="submit-once">
      <input type="hidden" name="key" value={view.key()} />
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Button {...look} />
    </form>
  )
}
