import type { Ctx } from "#platform/http/env.ts"
import type { Saying } from "#platform/refusal.ts"
import { TextField } from "#ui/field.tsx"
import { type FormState, field } from "#ui/form.tsx"

export type DirectionField = "nameRu" | "nameEn" | "position" | "retired"
export type Typed = Partial<Record<DirectionField, string>>
export type Errors = Record<string, Saying>

export const directionForm = (c: Ctx, values: Typed, errors: Errors): FormState<DirectionField> => ({
  view: c.var.view,
  labels: {
    nameRu: c.var.view.t("field.direction.nameRu"),
    nameEn: c.var.view.t("field.direction.nameEn"),
    position: c.var.view.t("field.direction.position"),
    retired: c.var.view.t("field.direction.retired"),
  },
  values,
  errors,
})

/** Names and place of a direction, new or old. */
export const DirectionFields = ({ form }: { form: FormState<DirectionField> }) => (
  <>
    <TextField {...field(form, "nameRu")} required maxlength={200} />
    <TextField {...field(form, "nameEn")} maxlength={200} hint={form.view.t("direction.name_en.hint")} />
    <TextField {...field(form, "position")} type="number" width="short" hint={form.view.t("direction.position.hint")} />
  </>
)
