import { findAttachment } from "#platform/files/attachment.store.ts"
import type { Ctx } from "#platform/http/env.ts"
import { type formOf, field as textOf } from "#platform/http/reply.ts"
import { FileField } from "#ui/field.tsx"
import { type FormState, field } from "#ui/form.tsx"
import { storeFiles } from "../request/typed.ts"

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Files of a form: those chosen now, and those that came with it before it was refused, so that nobody chooses twice.
 * @throws InvalidInput `file` when one is of no accepted kind
 */
export async function filesIn(c: Ctx, form: Awaited<ReturnType<typeof formOf>>): Promise<string[]> {
  const before = textOf(form, "kept")
    .split(" ")
    .filter((id) => uuid.test(id))
  return [...before, ...(await storeFiles(c, form, "files"))]
}

/** The field of several files, with the names of those that are here already. */
export async function filesField(c: Ctx, form: FormState<string>, kept: string[], hint: string) {
  const { db } = c.var.services
  const names = (await Promise.all(kept.map((id) => findAttachment(db, id)))).flatMap((file) => file?.name ?? [])
  return (
    <>
      {kept.length > 0 && <input type="hidden" name="kept" value={kept.join(" ")} />}
      {names.length > 0 && <p>{c.var.view.t("letter.files.kept", { names: names.join(", ") })}</p>}
      <FileField {...field(form, "files")} multiple hint={hint} />
    </>
  )
}
