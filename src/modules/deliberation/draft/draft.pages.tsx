import { findParties, territoryScopes } from "#modules/registry/public.ts"
import { understandDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, field, formOf, goTo } from "#platform/http/reply.ts"
import type { MessageKey } from "#platform/i18n.ts"
import type { Pages } from "#platform/module.ts"
import { InvalidInput, notAllowed, notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { nameOfUser } from "#platform/session/user/user.store.ts"
import { fillSlot } from "#platform/slots.ts"
import { adoptedItems } from "../item/item.store.ts"
import { canChangeDraft, canDraft } from "../resolution/resolution.policy.ts"
import { loadResolution } from "../resolution/resolution.store.ts"
import { CheckPage } from "./check.page.tsx"
import { loadDraft, sourceLines } from "./draft.store.ts"
import type { Edit } from "./edit.ts"
import { dropDraft, editDraft, stepDraft } from "./edit-draft.ts"
import { headPages } from "./head.page.tsx"
import { recentNames } from "./known-addressee.store.ts"
import { addresseeRows, type TypedPiece } from "./piece-form.tsx"

type Form = Awaited<ReturnType<typeof formOf>>
const target = (c: Ctx, form: Form) => ({ id: c.req.param("id"), version: field(form, "version") })
const lately = 30 * 60_000

async function draw(
  c: Ctx,
  given: { open?: string | undefined; typed?: TypedPiece; errors?: Record<string, Saying>; refused?: string } = {},
) {
  const { view, services, actor } = c.var
  if (!canDraft(actor)) throw notAllowed()
  const id = Number(c.req.param("id"))
  const draft = await loadDraft(services.db, id)
  const resolution = draft && (await loadResolution(services.db, id))
  if (!resolution) throw notFound()
  const { territoryId } = resolution
  const editable = canChangeDraft(actor, territoryId, await territoryScopes(services.db, territoryId))
  const carried = draft.content.pieces.flatMap((p) => p.carriedFrom ?? [])
  const open = !editable ? undefined : draft.content.pieces.find((p) => p.id === given.open)
  const like = await Promise.all((open?.addressees ?? []).map((a) => findParties(services.db, a.name, 5)))
  const foreign =
    draft.savedBy &&
    actor.kind === "user" &&
    draft.savedBy !== actor.userId &&
    view.now.getTime() - draft.savedAt.getTime() < lately
  return c.html(
    <CheckPage
      view={view}
      draft={draft}
      editable={editable}
      earlier={carried.length ? await adoptedItems(services.db, carried) : []}
      unfinished={
        editable ? await fillSlot(c, "draft.unfinished", { id, version: draft.version, territoryId, carried }) : []
      }
      lines={await sourceLines(services.db, id)}
      open={open?.id}
      other={foreign ? await nameOfUser(services.db, draft.savedBy!) : undefined}
      names={open ? [...new Set([...like.flat().map((p) => p.name), ...(await recentNames(services.db))])] : []}
      typed={given.typed}
      errors={given.errors}
      refused={given.refused}
    />,
    given.errors ? 422 : given.refused ? 409 : 200,
  )
}

/** Sends the edit; what cannot be saved is drawn again with everything that was typed. */
async function edit(c: Ctx, form: Form, what: Edit, next?: string, said?: MessageKey) {
  try {
    await act(c, editDraft, { ...target(c, form), edit: what }, field(form, "key"))
  } catch (err) {
    const typed = Object.fromEntries(Object.keys(form).map((name) => [name, field(form, name)]))
    const open = "piece" in what ? what.piece : undefined
    const keep = what.do === "piece" ? { open, typed } : { open }
    if (err instanceof InvalidInput) return draw(c, { ...keep, errors: err.fields })
    if (err instanceof Refusal && err.status === 409)
      return draw(c, { ...keep, refused: c.var.view.explain(err.saying) })
    throw err
  }
  return goTo(c, `/resolutions/${c.req.param("id")}/draft${next ? `?piece=${next}#${next}` : ""}`, said)
}

/** What the form of a piece says, as one edit. */
async function pieceEdit(c: Ctx, form: Form, id: string): Promise<Edit> {
  const draft = await loadDraft(c.var.services.db, Number(c.req.param("id")))
  const piece = draft?.content.pieces.find((p) => p.id === id)
  if (!piece) throw notFound()
  const deadline = field(form, "deadline")
  const iso = deadline ? understandDay(deadline, c.var.view.today) : null
  const addressees = Array.from({ length: addresseeRows(piece) + 2 }, (_, i) => {
    const name = field(form, `name-${i}`)
    const role = field(form, `role-${i}`) as "lead" | "joint" | "class"
    const before = piece.addressees[i]
    return name ? { raw: before?.raw ?? "", name, role, partyId: before?.name === name ? before.partyId : null } : []
  }).flat()
  const result = field(form, "result")
  const isItem = piece.type === "item"
  return {
    do: "piece",
    piece: id,
    texts: field(form, "text")
      .split(/\r?\n\s*\r?\n/)
      .map((t) => t.trim())
      .filter(Boolean),
    addressees,
    force: isItem ? (field(form, "force") as typeof piece.force) : piece.force,
    deadline: deadline && !iso ? "?" : iso,
    term: field(form, "term"),
    expectedResult: result === "none" ? "" : result === "some" ? field(form, "resultText") || null : null,
  }
}

/** Pages of a draft: checking, undoing, throwing away. */
export function draftPages(app: Pages) {
  app.get("/resolutions/:id{[0-9]{1,15}}/draft", (c) => draw(c, { open: c.req.query("piece") }))
  app.post("/resolutions/:id{[0-9]{1,15}}/draft/pieces/:piece", async (c) => {
    const form = await formOf(c)
    const piece = c.req.param("piece")
    const deed = field(form, "do")
    if (deed) return edit(c, form, { do: deed, piece } as Edit, deed === "merge" || deed === "drop" ? undefined : piece)
    return edit(c, form, await pieceEdit(c, form, piece))
  })
  app.post("/resolutions/:id{[0-9]{1,15}}/draft/passages/:n{[0-9]{1,15}}", async (c) => {
    const form = await formOf(c)
    const passage = Number(c.req.param("n"))
    const deed = field(form, "do")
    const what =
      deed === "take"
        ? { do: "take", passage, after: field(form, "after") || null }
        : { do: "sort", passage, kind: deed }
    return edit(c, form, what as Edit)
  })
  app.post("/resolutions/:id{[0-9]{1,15}}/draft/carry", async (c) => {
    const form = await formOf(c)
    return edit(c, form, { do: "carry", itemId: Number(field(form, "item")) }, undefined, "draft.carry.done")
  })
  app.post("/resolutions/:id{[0-9]{1,15}}/draft/step", async (c) => {
    const form = await formOf(c)
    try {
      await act(c, stepDraft, { ...target(c, form), way: field(form, "way") }, field(form, "key"))
    } catch (err) {
      if (err instanceof Refusal && err.status === 409) return draw(c, { refused: c.var.view.explain(err.saying) })
      throw err
    }
    return goTo(c, `/resolutions/${c.req.param("id")}/draft`)
  })
  app.post("/resolutions/:id{[0-9]{1,15}}/draft/removal", async (c) => {
    const form = await formOf(c)
    await act(c, dropDraft, target(c, form), field(form, "key"))
    return goTo(c, "/resolutions", "draft.dropped")
  })
  headPages(app)
}
