import { z } from "zod"
import { lines } from "#modules/registry/public.ts"
import { userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { canKeepTexts } from "../consent/keep-texts.ts"
import { insertVersion, lockProcesses } from "./processing.store.ts"
import { grounds, processFields } from "./processing.ts"

const words = (limit: number) => lines(limit).default("")
const required = (limit: number) => lines(limit).refine((text) => text !== "", "invalid.required")
export const processInput = {
  name: required(300),
  purpose: required(2000),
  people: required(2000),
  data: required(4000),
  grounds: z.array(z.enum(grounds, { error: "invalid.choice" })).default([]),
  basis: words(4000),
  actions: words(2000),
  storage: required(2000),
  destruction: words(2000),
  access: words(2000),
  recipients: words(2000),
  crossBorder: words(1000),
  place: words(1000),
  protection: words(4000),
  responsible: words(1000),
}

/**
 * Describes a process of the register: a new one, or one that is there, as its next version; earlier ones stay.
 * `version` is the one that was seen, and an older one is refused. One that ended is in force again.
 */
export const writeProcess = command({
  name: "processing.write",
  input: z.object({ process: z.number().int().optional(), version: z.number().int().optional(), ...processInput }),
  permit: canKeepTexts,
  async run({ tx, actor, now, announce }, { process: number, version: seen, ...said }) {
    const all = await lockProcesses(tx)
    const before = all.find(({ process }) => process === number)
    if (number !== undefined && !before) throw notFound()
    if (seen !== undefined && before && seen !== before.version) throw new Refusal(409, "processing.changed_meanwhile")
    const process = number ?? Math.max(0, ...all.map((one) => one.process)) + 1
    const inLine = (one: typeof said) => ({ ...one, grounds: one.grounds.join(", ") })
    const changes = changesBetween(before ? inLine(before) : {}, inLine(said), [...processFields, "grounds"])
    if (before && !changes.length && !before.endedOn) return { process, version: before.version }
    const version = (before?.version ?? 0) + 1
    await insertVersion(tx, said, { process, version, endedOn: null, userId: userIdOf(actor), at: now })
    await announce({
      name: "processing.written",
      subject: { kind: "processing", id: process },
      payload: { version },
      changes,
    })
    return { process, version }
  },
})

/** Says that a process is over since today; what was said of it stays. */
export const endProcess = command({
  name: "processing.end",
  input: z.object({
    process: z.coerce.number().int(),
    /** YYYY-MM-DD in the installation's zone. */ today: z.iso.date(),
  }),
  permit: canKeepTexts,
  async run({ tx, actor, now, announce }, { process, today }) {
    const before = (await lockProcesses(tx)).find((one) => one.process === process)
    if (!before) throw notFound()
    if (before.endedOn) return { process }
    const version = before.version + 1
    await insertVersion(tx, before, { process, version, endedOn: today, userId: userIdOf(actor), at: now })
    await announce({ name: "processing.ended", subject: { kind: "processing", id: process }, payload: { version } })
    return { process }
  },
})
