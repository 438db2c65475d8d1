import type { Child } from "hono/jsx"
import { Icon, type IconName } from "#ui/icons.tsx"

const icons = {
  done: "check",
  late: "triangle-alert",
  work: "clock",
  silent: "message-square",
  closed: "flag",
  unsent: "mail",
  draft: "pencil",
} as const satisfies Record<string, IconName>

export type Tone = keyof typeof icons

/** A state: icon, word, and a quiet line («снято с контроля 2 сентября»). The word alone must say it all. */
export const StateMark = ({ tone, word, detail }: { tone: Tone; word: string; detail?: Child }) => (
  <span class={`state-mark ${tone}`}>
    <Icon name={icons[tone]} />
    <span>
      {word}
      {detail && <small>{detail}</small>}
    </span>
  </span>
)
