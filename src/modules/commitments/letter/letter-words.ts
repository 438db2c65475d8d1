import type { Db } from "#platform/db.ts"
import { mailStates } from "#platform/delivery/outbox.store.ts"
import type { Say } from "#platform/i18n.ts"
import type { Tone } from "#ui/state-mark.tsx"
import type { RegisteredLetter } from "./register.store.ts"

/** How a letter stands on its way: on paper, or as the outbox says; `gone`: so old that the outbox has forgotten it. */
export type MailWay = {
  state: "queued" | "sending" | "sent" | "kept" | "failed" | "paper" | "gone"
  error: string | null
  sentAt: Date | null
}

/** The ways of letters by their id, asked once for a page. */
export async function waysOf(
  db: Db,
  letters: Pick<RegisteredLetter, "id" | "mailId">[],
): Promise<Map<number, MailWay>> {
  const states = await mailStates(
    db,
    letters.flatMap(({ mailId }) => mailId ?? []),
  )
  const wayOf = ({ mailId }: Pick<RegisteredLetter, "mailId">): MailWay => {
    const known = mailId === null ? undefined : states.get(mailId)
    return known ?? { state: mailId === null ? "paper" : "gone", error: null, sentAt: null }
  }
  return new Map(letters.map((letter) => [letter.id, wayOf(letter)]))
}

const tones: Record<MailWay["state"], Tone> = {
  queued: "work",
  sending: "work",
  sent: "done",
  kept: "unsent",
  failed: "late",
  paper: "unsent",
  gone: "closed",
}

/** Tone and word of a way; the word alone says it. */
export const wayWord = (t: Say, { state }: MailWay): { tone: Tone; word: string } => ({
  tone: tones[state],
  word: t(`letter.mail.${state}`),
})

/** A letter can be sent again where it did not arrive. */
export const mayGoAgain = ({ state }: MailWay): boolean => state === "kept" || state === "failed"

/** Whether sending again would help: what was kept for want of a mail server stays while there is none. */
export const worthAgain = (way: MailWay, config: { SMTP_URL?: string | undefined }): boolean =>
  mayGoAgain(way) && (way.state === "failed" || Boolean(config.SMTP_URL))

/** «1, 2 и 5»: the numbers of the items that a letter is about. */
export const numbersIn = (
  letter: Pick<RegisteredLetter, "items">,
  numberOf: (item: RegisteredLetter["items"][number]) => string,
) => letter.items.map((item) => numberOf(item).replace(/\.$/, "")).join(", ")

/** «Запрос», «письмо в другой орган» … ; an incoming letter that answers none has no kind of its own. */
export const kindWord = (t: Say, letter: Pick<RegisteredLetter, "kind" | "direction" | "replyTo">): string | false =>
  !(letter.direction === "in" && letter.kind === "reply" && letter.replyTo === null) && t(`letter.kind.${letter.kind}`)
