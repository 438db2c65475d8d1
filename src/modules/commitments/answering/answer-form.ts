import type { View } from "#platform/view.ts"
import type { Asker } from "../recipient/mail-request.ts"
import type { Asked } from "./what-is-asked.ts"

/** A box to be ticked by hand. */
export const box = "□"
/** What a paper offers, in the order of the page; the rest is said in the free lines. */
export const paperChoices = ["accept", "receive", "accept_part", "propose", "hand_over", "decline"] as const

export type Where = { address: string; email: string; phone: string }

/** Where a paper answer goes: the centre's postal address, its e-mail out of «Name <address>», its telephone. */
export const whereTo = (asker: Asker & { address: string }, from: string): Where => ({
  address: asker.address,
  email: /<([^>]+)>/.exec(from)?.[1] ?? from,
  phone: asker.phone,
})

/** «по адресу …; на почту …; телефон …» */
export const sayWhere = ({ t }: Pick<View, "t">, { address, email, phone }: Where): string =>
  [
    address && t("answering.paper.by_post", { address }),
    email && t("answering.paper.by_email", { email }),
    phone && t("answering.paper.by_phone", { phone }),
  ]
    .filter(Boolean)
    .join("; ") || t("answering.paper.as_came")

/** Items that a paper still may answer. */
export const openItems = (asked: Asked) =>
  asked.items.filter(({ request }) => ["asked", "received", "accepted"].includes(request.stage))
