import type { ImapFlow, MailboxObject } from "imapflow"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import { beginAfter, findMailbox, noteChecked, noteTrouble } from "./mailbox.store.ts"
import { fetchMessage, inMailbox, mailboxName, newMessages, reasonOf } from "./mailbox.ts"
import { takeMessage } from "./take-message.ts"

/** So many messages and milliseconds at one time; the others wait for the next minute. */
const atOnce = { messages: 100, time: 40_000 }
const twoDays = 2 * 24 * 3_600_000

/**
 * Takes what is new in the mailbox of IMAP_URL, each message in a transaction with the mark how far the mailbox has been
 * read. Messages are marked as seen and stay where they are. What is in the way is logged once and shown on the page of
 * incoming mail, until it works again.
 */
export async function receiveMail(services: Services): Promise<void> {
  const { config, db, clock, log } = services
  if (!config.IMAP_URL) return
  const address = mailboxName(config.IMAP_URL)
  try {
    await inMailbox(config.IMAP_URL, { readOnly: false }, (client, mailbox) =>
      readOn(services, address, client, mailbox),
    )
    await noteChecked(db, address, clock.now())
  } catch (error) {
    const reason = reasonOf(error)
    if (await noteTrouble(db, address, reason, clock.now())) log.warn(`incoming mail: ${reason}`)
  }
}

async function readOn(services: Services, address: string, client: ImapFlow, mailbox: MailboxObject): Promise<void> {
  const { db, clock } = services
  const validity = Number(mailbox.uidValidity)
  const until = clock.now().getTime() + atOnce.time
  for (const uid of (await waiting(services, address, client, mailbox)).slice(0, atOnce.messages)) {
    if (clock.now().getTime() > until) return
    const found = await fetchMessage(client, uid)
    if (!found) continue
    await takeMessage(services, { address, validity, uid }, found)
    await client.messageFlagsAdd(uid, ["\\Seen"], { uid: true })
  }
  const known = await findMailbox(db, address)
  if (known?.uid_validity !== validity) await beginAfter(db, address, validity, mailbox.uidNext - 1)
}

/**
 * UIDs of the messages that have not been taken. A mailbox that is new to us begins now: what lies there from before was
 * not written to us. Where the server has given out its numbers anew, the last days are read again; what is known from
 * then is recognised by its Message-ID.
 */
async function waiting({ db }: Services, address: string, client: ImapFlow, mailbox: MailboxObject): Promise<number[]> {
  const known = await findMailbox(db, address)
  if (!known?.uid_validity || !known.checked_at) return []
  if (known.uid_validity === Number(mailbox.uidValidity)) return newMessages(client, { after: known.last_uid })
  return newMessages(client, { since: new Date(known.checked_at.getTime() - twoDays) })
}

export const receiveJob: Job = { name: "mail_receive", schedule: "* * * * *", run: receiveMail }
