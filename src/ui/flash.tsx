import type { PropsWithChildren } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Icon, type IconName } from "#ui/icons.tsx"

const icons = { done: "check", warn: "triangle-alert", error: "triangle-alert", info: "info" } as const

/** What has just been done, once. `Page` draws it; the script says it aloud. */
export const Flash = ({ flash }: { flash: View["flash"] }) =>
  flash ? (
    <Notice tone={flash.tone} live>
      {flash.text}
    </Notice>
  ) : null

/** A sentence that must not be missed, with an icon; may hold links and buttons. */
export const Notice = (props: PropsWithChildren<{ tone: keyof typeof icons; title?: string; live?: boolean }>) => (
  <div class={`notice ${props.tone}`} role={props.live ? "status" : undefined}>
    <Icon name={icons[props.tone] satisfies IconName} />
    <div>
      {props.title && <p class="notice-title">{props.title}</p>}
      {props.children}
    </div>
  </div>
)
