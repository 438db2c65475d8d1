import { randomInt } from "node:crypto"
import type { Ctx } from "#platform/http/env.ts"
import { ageOf, readStamp, type Stamp, writeStamp } from "#platform/http/form-stamp.ts"
import { type formOf, field as textOf } from "#platform/http/reply.ts"
import type { Saying } from "#platform/refusal.ts"
import { type Bucket, take } from "#platform/session/throttle/throttle.ts"
import type { View } from "#platform/view.ts"
import { TextField } from "#ui/field.tsx"

/** What keeps programs out of a form for everybody: when it was drawn, and the two numbers that it may ask to add. */
export type Guard = { stamp: string; asked: Stamp | undefined; error?: Saying }

const fresh = (now: Date): Stamp => ({ at: now, a: randomInt(1, 10), b: randomInt(1, 10) })

/** The guard of a form that is drawn for the first time. */
export const newGuard = ({ secret, clock }: Ctx["var"]["services"]): Guard => ({
  stamp: writeStamp(secret, fresh(clock.now())),
  asked: undefined,
})

/**
 * Whether a person sent this form; call it once nothing else is wrong, for it counts a try.
 * @param unasked so many forms of one network go without the question
 * @returns what to say and the guard to draw the form with again; null when a person did
 */
export async function judgeForm(
  c: Ctx,
  form: Awaited<ReturnType<typeof formOf>>,
  unasked: Bucket,
): Promise<{ guard: Guard; errors: Record<string, Saying> } | null> {
  const { db, clock, secret } = c.var.services
  const now = clock.now()
  const stamp = readStamp(secret, textOf(form, "stamp"))
  const again = (key: string, one: Stamp, asked = false) => {
    const guard = { stamp: writeStamp(secret, one), asked: asked ? one : undefined }
    const error = { key }
    const errors: Record<string, Saying> = { [asked ? "answer" : ""]: error }
    return { guard: asked ? { ...guard, error } : guard, errors }
  }
  const age = ageOf(stamp, now)
  if (textOf(form, "website")) return again("form.guard.trap", stamp ?? fresh(now))
  if (!stamp || age === "old") return again("form.guard.old", fresh(now))
  if (age === "young") return again("form.guard.young", stamp)
  const answer = textOf(form, "answer")
  if (answer !== "" && Number(answer) === stamp.a + stamp.b) return null
  if (!(await take(db, [unasked], now))) return null
  // A new pair of numbers after each wrong answer, at the age of the form that was there.
  return answer
    ? again("form.guard.answer", { ...fresh(now), at: stamp.at }, true)
    : again("form.guard.question", stamp, true)
}

/** The same guard for a form that is drawn again because something else was wrong. */
export function sameGuard({ secret, clock }: Ctx["var"]["services"], form: Awaited<ReturnType<typeof formOf>>): Guard {
  const stamp = readStamp(secret, textOf(form, "stamp")) ?? fresh(clock.now())
  return { stamp: writeStamp(secret, stamp), asked: undefined }
}

/** The label of the question, for the summary of errors. */
export const guardLabel = ({ t }: View, { asked }: Guard): string =>
  asked ? t("form.guard.sum", { a: asked.a, b: asked.b }) : ""

/** The fields of a guard: a stamp, a trap that people do not see, and the question where it is put. */
export const GuardFields = ({ view, guard }: { view: View; guard: Guard }) => (
  <>
    <input type="hidden" name="stamp" value={guard.stamp} />
    <div class="unseen" aria-hidden="true">
      <label>
        {view.t("form.guard.empty")}
        <input type="text" name="website" tabindex={-1} autocomplete="off" />
      </label>
    </div>
    {guard.asked && (
      <TextField
        view={view}
        name="answer"
        label={guardLabel(view, guard)}
        error={guard.error && view.explain(guard.error)}
        inputmode="numeric"
        width="short"
        autocomplete="off"
        required
      />
    )}
  </>
)
