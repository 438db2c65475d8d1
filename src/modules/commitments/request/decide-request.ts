import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { command } from "#platform/command.ts"
import { publishFiles } from "#platform/files/publish-files.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { site } from "../site.ts"
import { canDecide, mayDecide } from "./request.policy.ts"
import { actsOf, lockRequest } from "./request.store.ts"
import { decisionKinds } from "./request.ts"
import { takeAct } from "./take-act.ts"

/** What the centre says. Days are YYYY-MM-DD. */
export const decisionInput = z.object({
  id: z.coerce.number().int(),
  kind: z.enum(decisionKinds),
  /** The act of the addressee that this one answers. */
  settles: z.coerce.number().int().nullable().default(null),
  text: z.string().trim().max(10_000, { error: "invalid.too_long" }).default(""),
  /** A new term, with a return or a partial release. */
  termOn: z.iso.date({ error: "invalid.date" }).nullable().default(null),
  term: z.string().trim().max(500, { error: "invalid.too_long" }).default(""),
  /** Of a partial release: percent confirmed. */
  share: z.coerce.number().int().nullable().default(null),
  files: z.array(z.uuid()).max(20).default([]),
  /** Files of the request that everybody may read from now on; with a release, whole or partial. */
  open: z.array(z.uuid()).max(100).default([]),
  /** Where files lie; asked for only when some are opened. */
  filesDir: z.string().default(""),
})

/**
 * The centre's word about a request: a reply, agreement with what was proposed or its refusal, release, partial release
 * or return of a report, a decline looked through, withdrawal, reopening.
 *
 * @returns the act's number and the stage after it
 */
export const decideRequest = command({
  name: "request.decide",
  input: decisionInput.extend({ site }),
  permit: mayDecide,
  async run(ctx, input) {
    const { tx, actor, announce } = ctx
    const request = await lockRequest(tx, input.id)
    if (!request) throw notFound()
    const { kind, text, termOn, term, share } = input
    if (!canDecide(actor, kind, await territoryScopes(tx, request.territoryId))) throw notAllowed()
    const said = { kind, text, termOn, term, share, wording: "", until: null, onDay: input.site.today }
    const { id, standing } = await takeAct(ctx, request, said, {
      side: "centre",
      name: actor.kind === "user" ? actor.name : "",
      post: "",
      channel: "site",
      evidence: "",
      theirNumber: "",
      responsible: "",
      links: [],
      files: input.files,
      settles: input.settles,
      handedTo: null,
    })
    if (input.open.length && (kind === "release" || kind === "release_part")) {
      const ids = (await actsOf(tx, [request.id])).map((act) => act.id)
      await publishFiles(ctx, input.filesDir, input.open, { kind: "act", ids })
    }
    await announce({
      name: "request.decided",
      subject: { kind: "request", id: request.id },
      payload: { act: id, item: request.itemId, kind },
    })
    return { id, stage: standing.stage }
  },
})
