import type { View } from "#platform/view.ts"
import { Piece as PieceFrame } from "#ui/side-by-side.tsx"
import type { AdoptedItem } from "../item/item.store.ts"
import { continuedItem, dueLabel, forceLabel, numberOf, roleLabel } from "../labels.ts"
import type { Piece } from "./draft.ts"

/** One proposed block or item, with what is known of it and what is doubtful. */
export function PieceCard({
  view,
  id,
  piece,
  editable,
  earlier,
}: {
  view: View
  id: number
  piece: Piece
  editable: boolean
  /** The item that it goes on with. */
  earlier: AdoptedItem | undefined
}) {
  const { t } = view
  const label = numberOf(piece)
  return (
    <PieceFrame
      view={view}
      id={piece.id}
      no={label}
      text={piece.text}
      lines={piece.fromLine === null ? undefined : [piece.fromLine, piece.toLine ?? piece.fromLine]}
      level={piece.depth}
      facts={[
        <b>{piece.type === "block" ? t("draft.piece.block") : forceLabel(t, piece.force)}</b>,
        ...piece.addressees.map((a) => (
          <>
            {a.role !== "lead" && `${roleLabel(t, a.role)}: `}
            {a.name}
            {a.partyId !== null && ` (${t("draft.piece.known")})`}
          </>
        )),
        piece.type === "item" && (dueLabel(view, piece) || t("draft.piece.no_term")),
        piece.type === "item" &&
          piece.force === "endorse" &&
          `${t("draft.piece.result")} ${
            piece.expectedResult === null
              ? t("draft.piece.result_unasked")
              : piece.expectedResult || t("draft.piece.result_none")
          }`,
        earlier && <a href={view.href(`/items/${earlier.id}`)}>{continuedItem(view, "item.continues", earlier)}</a>,
      ]}
      doubts={piece.doubts.map((code) => t(`reading.warning.${code}` as never))}
      acts={
        editable && (
          <a href={view.href(`/resolutions/${id}/draft?piece=${piece.id}#${piece.id}`)}>
            {t("draft.piece.edit")} <span class="unseen">{label}</span>
          </a>
        )
      }
    />
  )
}
