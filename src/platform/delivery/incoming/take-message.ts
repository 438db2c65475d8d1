import { createHash } from "node:crypto"
import type { FetchMessageObject, MessageEnvelopeObject } from "imapflow"
import { system } from "#platform/actor.ts"
import type { Tx } from "#platform/db.ts"
import { announce } from "#platform/events.ts"
import { accepted, sniff, type Use } from "#platform/files/sniff.ts"
import { storeFile } from "#platform/files/store-file.ts"
import type { Services } from "#platform/services.ts"
import { mailIdOf } from "../compose-message.ts"
import { noteBounce, routeOf } from "../outbox.store.ts"
import { cleanLine } from "./clean-text.ts"
import { insertMail } from "./incoming.store.ts"
import { advance } from "./mailbox.store.ts"
import type { Message } from "./read-message.ts"
import { readSafely } from "./read-safely.ts"
import { ownAddress, routeIn } from "./reply-address.ts"
import type { Trouble } from "./tables.ts"

/** More files of one message are named and not kept. */
const mostFiles = 50

/**
 * Does what one message asks for, once: a report marks the letter that failed, what people wrote is kept and announced,
 * what programs wrote is dropped.
 * @param place the mailbox, and the message's number in it
 */
export async function takeMessage(
  services: Services,
  place: { address: string; validity: number; uid: number },
  found: FetchMessageObject,
): Promise<void> {
  const { message, trouble } = await understand(found)
  const { db, config, baseUrl } = services
  await db.transaction().execute(async (tx) => {
    if (!(await advance(tx, place.address, place.validity, place.uid))) return
    const { bounce } = message
    const failed = bounce && mailIdOf(bounce.messageId, baseUrl)
    if (bounce && failed) await noteBounce(tx, failed, bounce)
    const own = message.from.address.toLowerCase() === ownAddress(config) || mailIdOf(message.messageId, baseUrl)
    if (!message.automatic && !own) await keep(services, tx, found, message, trouble)
  })
}

/** What a message says; of one that is too large or cannot be read only what the mailbox knows about it. */
async function understand(found: FetchMessageObject): Promise<{ message: Message; trouble: Trouble | null }> {
  const { source, headers, envelope = {} } = found
  try {
    return { message: await readSafely(source ?? headers ?? new Uint8Array()), trouble: source ? null : "too_large" }
  } catch {
    return { message: fromEnvelope(envelope), trouble: source ? "unreadable" : "too_large" }
  }
}

const fromEnvelope = ({ messageId, from, subject, to, cc, inReplyTo }: MessageEnvelopeObject): Message => ({
  messageId: cleanLine(messageId),
  from: { address: cleanLine(from?.[0]?.address), name: cleanLine(from?.[0]?.name) },
  subject: cleanLine(subject),
  text: "",
  full: "",
  to: [...(to ?? []), ...(cc ?? [])].map(({ address }) => address).join("\n"),
  answers: inReplyTo ? [inReplyTo] : [],
  automatic: false,
  files: [],
})

async function keep(services: Services, tx: Tx, found: FetchMessageObject, message: Message, trouble: Trouble | null) {
  const { config, secret, baseUrl, clock, filesDir, listeners } = services
  const now = clock.now()
  const actor = system("mail")
  const files = await Promise.all(
    message.files.map(async (file, at) => ({ ...file, use: at < mostFiles ? await useOf(file) : undefined })),
  )
  const answered = message.answers.flatMap((id) => mailIdOf(id, baseUrl) ?? [])
  const route = routeIn(config, secret, message.to) ?? (await routeOf(tx, answered)) ?? null
  const id = await insertMail(tx, {
    message_id: message.messageId || hashOf(found),
    from_address: message.from.address,
    from_name: message.from.name,
    subject: message.subject,
    body_text: message.text,
    full_text: message.full,
    received_at: found.internalDate ? new Date(found.internalDate) : now,
    taken_at: now,
    route,
    not_kept: files
      .filter(({ use }) => !use)
      .map(({ name }) => name)
      .slice(0, 2 * mostFiles),
    trouble,
  })
  if (id === undefined) return
  for (const { name, bytes, use } of files)
    if (use)
      await storeFile({ tx, actor, now }, filesDir, {
        ...{ bytes, name, use, audience: "staff" },
        subject: { kind: "incoming_mail", id },
      })
  await announce(
    tx,
    listeners,
    { actor, at: now },
    { name: "mail.received", subject: { kind: "incoming_mail", id }, payload: { route } },
  )
}

/** What a file may be stored as: what it is counts, not how it is called; undefined when it is not to be kept. */
async function useOf({ name, bytes }: Message["files"][number]): Promise<Use | undefined> {
  const type = bytes.length > 0 ? await sniff(bytes, name) : undefined
  return (Object.keys(accepted) as Use[]).find((use) => type !== undefined && accepted[use].includes(type))
}

/** Stands for the Message-ID of a message that has none. */
const hashOf = ({ source, headers, uid }: FetchMessageObject) =>
  `sha256:${createHash("sha256")
    .update(source ?? headers ?? String(uid))
    .digest("hex")}`
