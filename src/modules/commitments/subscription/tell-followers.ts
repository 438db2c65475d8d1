import { resolutionById } from "#modules/deliberation/public.ts"
import type { Tx } from "#platform/db.ts"
import { oneClickUnsubscribe } from "#platform/delivery/one-click-unsubscribe.ts"
import { type Mail, queueMails } from "#platform/delivery/queue-mail.ts"
import { type Locale, locales } from "#platform/i18n.ts"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import { findAccount } from "#platform/session/user/user.store.ts"
import { leaveToken } from "./follow-link.ts"
import { followersOf, type Subscription } from "./subscription.store.ts"
import { takeUntold } from "./untold.store.ts"
import { type Telling, tellings } from "./untold-words.ts"

export const tellJob = "commitments.tell_followers"
const batch = 500
/** A letter names so many changes; the page has all of them. */
const most = 40

/** Tells everybody who follows a resolution or its items what changed; nothing when it is closed to them by now. */
export const tellFollowers: Job = {
  name: tellJob,
  async run(services, payload) {
    const { resolution: id } = payload as { resolution: number }
    await services.db.transaction().execute(async (tx) => {
      const untold = await takeUntold(tx, id)
      const resolution = await resolutionById(tx, id)
      if (!untold.length || !resolution?.adoptedOn || resolution.visibility === "internal") return
      const told = await tellings(tx, untold)
      const itemIds = told.map(({ itemId }) => itemId)
      const letters = lettersIn(services, resolution, told)
      for (let after = 0, more = told.length > 0; more; ) {
        const followers = await followersOf(tx, { resolutionId: id, itemIds, after, limit: batch })
        const mails: Mail[] = []
        for (const follower of followers) {
          const to = await addressOf(tx, follower, resolution.visibility)
          if (to) mails.push({ ...letters(follower), to })
        }
        await queueMails(tx, mails, services.clock.now())
        more = followers.length === batch
        after = followers.at(-1)?.id ?? 0
      }
    })
  },
}

/** Where a follower reads; undefined when they may not read the resolution, or the account is closed. */
async function addressOf(tx: Tx, { userId, email }: Subscription, visibility: string): Promise<string | undefined> {
  if (userId !== null) return (await findAccount(tx, { id: userId }))?.email
  return visibility === "open" ? email : undefined
}

/** Makes the letter for each follower out of what was said once in each language. */
function lettersIn(
  { translator, baseUrl, secret }: Services,
  resolution: { id: number; title: string },
  told: Telling[],
) {
  const said = new Map(
    locales.map((locale) => {
      const words = { t: translator.say[locale], locale }
      return [locale, told.map((one) => ({ itemId: one.itemId, text: paragraphs(one, words, baseUrl) }))] as const
    }),
  )
  return ({ id, itemId, locale }: Subscription): Omit<Mail, "to"> => {
    const t = translator.say[locale]
    const own = (said.get(locale) ?? []).filter((one) => itemId === null || one.itemId === itemId)
    const url = `${baseUrl}${prefix(locale)}/unfollow/${leaveToken(secret, id)}`
    const parts = own.slice(0, most).map(({ text }) => text)
    const rest = own.length > most ? [t("follow.told.more", { count: own.length - most })] : []
    const page = `${baseUrl}${prefix(locale)}/resolutions/${resolution.id}`
    return {
      subject: t("follow.told.subject", { title: resolution.title.replace(/\s+/g, " ").slice(0, 100) }),
      text: [
        t("follow.told.lead", { title: resolution.title, url: page }),
        ...parts,
        ...rest,
        t("follow.told.leave", { url }),
      ].join("\n\n"),
      purpose: "follow",
      headers: oneClickUnsubscribe(url),
    }
  }
}

const prefix = (locale: Locale) => (locale === "en" ? "/en" : "")

const paragraphs = ({ itemId, item, changes }: Telling, words: Parameters<Telling["item"]>[0], baseUrl: string) =>
  [item(words), ...changes.map((change) => change(words)), `${baseUrl}${prefix(words.locale)}/items/${itemId}`].join(
    "\n",
  )
