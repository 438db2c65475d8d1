import { z } from "zod"
import { day } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { claimAttachments, copyAttachments } from "#platform/files/attachment.store.ts"
import { storeFile } from "#platform/files/store-file.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { guardianOf } from "../guardian/guardian.store.ts"
import { lockPerson } from "../person/lock-person.ts"
import { fullName } from "../person/person.ts"
import { consentFields } from "./consent-input.ts"
import { createConsent } from "./create-consent.ts"

type Scan = { name: string; bytes: Uint8Array; picture: boolean }
const scan = z.custom<Scan>((given) => typeof given === "object" && given !== null)

/** Writes down a consent that somebody of the staff has on paper, with its scan, or was told in person. */
export const recordConsent = command({
  name: "consent.record",
  input: z.object({
    id: z.uuid(),
    ...consentFields,
    channel: z.enum(["paper", "in_person"], "invalid.choice"),
    /** The day of the signature. */
    givenOn: day,
    guardian: z.coerce.number().int().nullable().default(null),
    scans: z.array(scan).max(10).default([]),
    /** Files that were stored before, instead of `scans`. */
    files: z.array(z.uuid()).max(10).default([]),
    filesDir: z.string().default(""),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, guardian: guardianId, scans, files, filesDir, until, ...given }) {
    const { tx, now } = ctx
    const { person } = await lockPerson(ctx, id)
    if (given.givenOn > now.toISOString().slice(0, 10))
      throw new InvalidInput({ givenOn: { key: "consent.given_ahead" } })
    const byGuardian = given.kind === "guardian"
    const guardian = byGuardian && guardianId !== null ? await guardianOf(tx, id, guardianId) : undefined
    if (byGuardian && !guardian) throw new InvalidInput({ guardian: { key: "consent.guardian_needed" } })
    const stored = [...files]
    for (const one of scans) {
      const file = { bytes: one.bytes, name: one.name, audience: "staff" as const, subject: null }
      stored.push(await storeFile(ctx, filesDir, { ...file, use: one.picture ? "picture" : "document" }))
    }
    if (given.channel === "paper" && !stored.length) throw new InvalidInput({ files: { key: "consent.scan_needed" } })
    const { consents } = await createConsent(
      ctx,
      person,
      {
        ...given,
        untilOn: until,
        signer: guardian?.name ?? fullName(person),
        relation: guardian?.relation ?? "",
        reach: [person.phone, person.email].filter(Boolean).join(", "),
        guardianId: guardian?.id ?? null,
      },
      "staff",
    )
    const [first, ...others] = consents.map((consent) => ({ kind: "consent", id: consent }))
    await claimAttachments(tx, stored, first!)
    for (const other of others) await copyAttachments(tx, first!, other, now)
    return { consents }
  },
})
