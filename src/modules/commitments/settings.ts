import { type Actor, ownTerritory, signedIn, staff, staffSomewhere } from "#platform/actor.ts"
import type { SettingEntry } from "#platform/module.ts"

const everywhere = (actor: Actor) => staff(actor)
const letters = "/settings/letters"

export const settings: SettingEntry[] = [
  { group: "own", href: "/settings/following", label: "follow.list.title", icon: "eye", visible: signedIn },
  {
    ...{ group: "mail", label: "letterhead.title", icon: "send", visible: staffSomewhere },
    href: (actor) => {
      const territory = ownTerritory(actor)
      if (staff(actor)) return letters
      return territory === null ? null : `${letters}/${territory}`
    },
  },
  { group: "work", href: "/settings/watching", label: "rule.title", icon: "clock", visible: everywhere },
  { group: "work", href: "/settings/comments", label: "comment.settings", icon: "message-square", visible: everywhere },
]
