import type { Child } from "hono/jsx"
import type { SourceLine as Line } from "#platform/documents/source.ts"
import { longDateRange } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { CheckBench, DoubtJump, SideBySide, SourceLine, Toolbar } from "#ui/side-by-side.tsx"
import { Moment } from "#ui/time.tsx"
import type { AdoptedItem } from "../item/item.store.ts"
import { kindLabel } from "../labels.ts"
import type { Draft } from "./draft.store.ts"
import { PassageList } from "./passage-list.tsx"
import { PieceCard } from "./piece-card.tsx"
import { PieceForm, type TypedPiece } from "./piece-form.tsx"

declare module "#platform/slots.ts" {
  interface Slots {
    /**
     * On the page where a draft is checked, above its items, for whoever may change it: what earlier resolutions left
     * undone. Folded, with how many they are; `CarryDeed` takes one over. `carried` are those taken over already.
     */
    "draft.unfinished": { id: number; version: number; territoryId: number | null; carried: number[] }
  }
}

export type CheckProps = {
  view: View
  draft: Draft
  /** Whether the reader may change it; else it is only read. */
  editable: boolean
  /** Items of earlier resolutions that it goes on with. */
  earlier: AdoptedItem[]
  /** What higher modules say was left undone. */
  unfinished: Child[]
  lines: Line[]
  /** The piece whose form is open. */
  open: string | undefined
  /** Who else saved this draft lately. */
  other: string | undefined
  /** Names offered while typing. */
  names: string[]
  typed?: TypedPiece | undefined
  errors?: Record<string, Saying> | undefined
  /** Why the last edit was not saved. */
  refused?: string | undefined
}

/** What was read beside what was understood; every correction is a form, and every form works without a script. */
export function CheckPage(props: CheckProps) {
  const { view, draft, editable, earlier, open, other, refused } = props
  const { t } = view
  const { content, resolutionId: id } = draft
  const doubts = content.pieces.filter((p) => p.doubts.length)
  const unrecognised = content.passages.filter((p) => p.kind === "unrecognised").length
  return (
    <Page
      view={view}
      title={t("draft.check.title")}
      crumbs={[{ href: "/resolutions", label: t("resolution.list.title") }]}
      state={
        <>
          <b>
            {t("draft.check.counted", {
              items: content.pieces.filter((p) => p.type === "item").length,
              bodies: new Set(content.pieces.flatMap((p) => p.addressees.map((a) => a.name))).size,
            })}
          </b>{" "}
          {t("draft.check.doubts", { count: doubts.length })}{" "}
          {t(unrecognised ? "draft.check.unrecognised" : "draft.check.nothing_lost", { count: unrecognised })}
        </>
      }
    >
      {!editable && <Notice tone="info">{t("draft.check.read_only")}</Notice>}
      {refused && <Notice tone="warn">{refused}</Notice>}
      {other && (
        <Notice tone="warn">
          {t("draft.check.other", { name: other })} <Moment view={view} at={draft.savedAt} />
        </Notice>
      )}
      <CheckBench>
        <Toolbar
          label={t("draft.check.tools")}
          end={
            <>
              <span class="mini">
                {t("draft.check.saved")} <Moment view={view} at={draft.savedAt} />
              </span>
              {editable && (
                <LinkButton href={view.href(`/resolutions/${id}/adoption`)} kind="primary">
                  {t("draft.check.to_adoption")}
                </LinkButton>
              )}
            </>
          }
        >
          <DoubtJump view={view} count={doubts.length} first={doubts[0]?.id} />
          {editable && draft.lastStep > 0 && <Steps view={view} draft={draft} />}
        </Toolbar>
        <Head view={view} draft={draft} editable={editable} />
        {props.unfinished}
        <SideBySide view={view} source={<Source {...props} />}>
          {content.pieces.map((piece) =>
            piece.id === open ? (
              <PieceForm {...props} piece={piece} />
            ) : (
              <PieceCard
                view={view}
                id={id}
                piece={piece}
                editable={editable}
                earlier={earlier.find((item) => item.id === piece.carriedFrom)}
              />
            ),
          )}
          <PassageList view={view} draft={draft} editable={editable} />
        </SideBySide>
      </CheckBench>
    </Page>
  )
}

const Steps = ({ view, draft }: { view: View; draft: Draft }) => (
  <form method="post" action={view.href(`/resolutions/${draft.resolutionId}/draft/step`)} class="deed">
    <input type="hidden" name="version" value={draft.version} />
    <input type="hidden" name="key" value={view.key()} />
    {draft.step > 0 && (
      <Button kind="link" icon="undo-2" name="way" value="undo">
        {view.t("draft.check.undo")}
      </Button>
    )}
    {draft.step < draft.lastStep && (
      <Button kind="link" icon="redo-2" name="way" value="redo">
        {view.t("draft.check.redo")}
      </Button>
    )}
  </form>
)

function Source({ view, lines, draft }: CheckProps) {
  const { pieces, passages } = draft.content
  const pieceOf = new Map<number, string>()
  for (const piece of pieces)
    for (let n = piece.fromLine ?? 1; n <= (piece.toLine ?? 0); n++) if (!pieceOf.has(n)) pieceOf.set(n, piece.id)
  const lost = new Set(passages.filter((p) => p.kind === "unrecognised").map((p) => p.line))
  return (
    <>
      {lines.map(({ n, marker, text }) => (
        <SourceLine
          view={view}
          n={n}
          text={[marker, text].filter(Boolean).join(" ")}
          piece={pieceOf.get(n)}
          doubt={lost.has(n)}
        />
      ))}
    </>
  )
}

function Head({ view, draft: { content, resolutionId }, editable }: { view: View; draft: Draft; editable: boolean }) {
  const { t } = view
  const { heldOn, heldUntil } = content
  return (
    <Card title={content.title || t("draft.check.no_title")}>
      <Facts
        facts={[
          [t("resolution.field.kind"), kindLabel(t, content.kind)],
          [t("resolution.field.date"), heldOn ? longDateRange(heldOn, heldUntil, view.locale) : t("draft.check.none")],
          [t("resolution.field.place"), content.place || t("draft.check.none")],
          [t("resolution.field.organiser"), content.organiser || t("draft.check.none")],
          [t("resolution.field.participants"), content.participantsCount?.toString() ?? t("draft.check.none")],
        ]}
      />
      {editable && (
        <p>
          <a href={view.href(`/resolutions/${resolutionId}/draft/head`)}>{t("draft.check.edit_head")}</a>
        </p>
      )}
    </Card>
  )
}
