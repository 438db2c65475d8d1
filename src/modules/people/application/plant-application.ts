import type { CommandContext } from "#platform/command.ts"
import { insertApplication, writeStep } from "./application.store.ts"

type Planted = Omit<Parameters<typeof insertApplication>[1], "kind" | "partyId" | "role" | "proof">

/** Plants an organisation of the demo world that has asked to join, inside a transaction that is open. */
export async function plantApplication({ tx, now, announce }: CommandContext, given: Planted): Promise<void> {
  const whole = { ...given, kind: "organisation", role: "head", partyId: null, proof: "" } as const
  const id = await insertApplication(tx, whole, now, true)
  await writeStep(tx, id, { kind: "submit", text: "", at: now, userId: null }, "submitted")
  await announce({
    name: "application.submitted",
    subject: { kind: "application", id },
    payload: { kind: "organisation" },
  })
}
