import { shortDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { DateField, SelectField, TextArea, TextField } from "#ui/field.tsx"
import { ErrorSummary, FieldGroup, field } from "#ui/form.tsx"
import { Icon } from "#ui/icons.tsx"
import { forceLabel, numberOf, roleLabel } from "../labels.ts"
import { forces } from "../resolution/resolution.ts"
import type { Draft } from "./draft.store.ts"
import type { Piece } from "./draft.ts"

/** What was typed and not saved: shown again as it was. */
export type TypedPiece = Record<string, string>

/** How many rows for addressees a form shows: those that are there and two to add. */
export const addresseeRows = (piece: Piece) => piece.addressees.length + 2

const valuesOf = (view: View, piece: Piece): TypedPiece => ({
  text: piece.text,
  force: piece.force,
  deadline: piece.deadline ? shortDate(piece.deadline, view.locale) : "",
  term: piece.term,
  result: piece.expectedResult === null ? "" : piece.expectedResult === "" ? "none" : "some",
  resultText: piece.expectedResult ?? "",
  ...Object.fromEntries(
    piece.addressees.flatMap((a, i) => [
      [`name-${i}`, a.name],
      [`role-${i}`, a.role],
    ]),
  ),
})

/** The form of one piece: everything that can be corrected in it, and where it can be moved. */
export function PieceForm(props: {
  view: View
  draft: Draft
  piece: Piece
  names: string[]
  typed?: TypedPiece | undefined
  errors?: Record<string, Saying> | undefined
}) {
  const { view, draft, piece, typed, errors = {} } = props
  const { t } = view
  const values: TypedPiece = typed ?? valuesOf(view, piece)
  const labels: Record<string, string> = {
    text: t("draft.piece.text"),
    force: t("item.field.force"),
    deadline: t("item.field.deadline"),
    term: t("item.field.term"),
    result: t("draft.piece.result"),
    resultText: t("draft.piece.result_text"),
  }
  const form = { view, labels, values, errors }
  const base = `/resolutions/${draft.resolutionId}/draft`
  return (
    <article id={piece.id} class={`piece on level-${Math.min(piece.depth, 3)}`}>
      <form
        method="post"
        action={view.href(`${base}/pieces/${piece.id}`)}
        class="form piece-form"
        data-controller="submit-once draft"
        data-draft-name-value={`piece-${draft.resolutionId}-${piece.id}-${draft.version}`}
        novalidate
      >
        <h2>
          {t(piece.type === "block" ? "draft.piece.editing_block" : "draft.piece.editing", {
            path: numberOf(piece),
          })}
        </h2>
        <input type="hidden" name="version" value={draft.version} />
        <input type="hidden" name="key" value={view.key()} />
        <ErrorSummary {...form} />
        {piece.doubts.map((code) => (
          <p class="warn">
            <Icon name="triangle-alert" />
            {t(`reading.warning.${code}` as never)}
          </p>
        ))}
        <TextArea
          {...field(form, "text")}
          rows={Math.min(12, 2 + Math.ceil(piece.text.length / 60))}
          hint={t("draft.piece.text_hint")}
        />
        <FieldGroup legend={t("item.field.addressees")} hint={t("draft.piece.addressees_hint")}>
          {Array.from({ length: addresseeRows(piece) }, (_, i) => (
            <div class="pairing">
              <TextField
                view={view}
                name={`name-${i}`}
                label={t("draft.piece.addressee", { n: i + 1 })}
                value={values[`name-${i}`] ?? ""}
                suggestions={props.names}
                autocomplete="off"
              />
              <SelectField
                view={view}
                name={`role-${i}`}
                label={t("draft.piece.role", { n: i + 1 })}
                value={values[`role-${i}`] ?? (i ? "joint" : "lead")}
                options={(["lead", "joint", "class"] as const).map((role) => ({
                  value: role,
                  label: roleLabel(t, role),
                }))}
              />
            </div>
          ))}
        </FieldGroup>
        {piece.type === "item" && (
          <>
            <SelectField
              {...field(form, "force")}
              options={forces.map((f) => ({ value: f, label: forceLabel(t, f) }))}
            />
            <DateField {...field(form, "deadline")} />
            <TextField {...field(form, "term")} hint={t("draft.piece.term_hint")} />
            {piece.force === "endorse" && (
              <FieldGroup legend={t("draft.piece.result")} hint={t("draft.piece.result_hint")}>
                <SelectField
                  {...field(form, "result")}
                  empty={t("draft.piece.result_unasked")}
                  options={[
                    { value: "none", label: t("draft.piece.result_none") },
                    { value: "some", label: t("draft.piece.result_some") },
                  ]}
                />
                <TextField {...field(form, "resultText")} />
              </FieldGroup>
            )}
          </>
        )}
        <div class="buttons">
          <Button kind="primary">{t("draft.piece.save")}</Button>
          <a href={view.href(`${base}#${piece.id}`)}>{t("draft.piece.cancel")}</a>
        </div>
        <Moves view={view} piece={piece} />
      </form>
    </article>
  )
}

const moves = [
  ["merge", "merge"],
  ["up", "arrow-up"],
  ["down", "arrow-down"],
  ["demote", "list-indent-increase"],
  ["promote", "list-indent-decrease"],
  ["looked", "check"],
  ["drop", "x"],
] as const

/** Deeds upon the piece as a whole. They post the same form to another address, so typed text is not needed for them. */
const Moves = ({ view, piece }: { view: View; piece: Piece }) => (
  <fieldset class="group moves">
    <legend>{view.t("draft.piece.moves")}</legend>
    {moves
      .filter(([name]) => name !== "looked" || piece.doubts.length)
      .map(([name, icon]) => (
        <Button kind="link" icon={icon} name="do" value={name} formnovalidate>
          {view.t(`draft.piece.do.${name}`)}
        </Button>
      ))}
  </fieldset>
)
