import { createRoute, z } from "@hono/zod-openapi"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import {
  idempotencyHeader,
  idParam,
  json,
  jsonBody,
  keysetPage,
  keysetQuery,
  problems,
} from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { confirmationOf } from "../confirmation/confirmation.store.ts"
import { directionsOf } from "../direction/direction.store.ts"
import { statusesJson } from "../status/status.json.ts"
import { statusKinds } from "../status/status.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { idsBelow } from "../territory/territory.ts"
import { addParty } from "./add-party.ts"
import { editParty } from "./edit-party.ts"
import { findParties } from "./find-parties.ts"
import { importParties } from "./import-parties.ts"
import { importLimit } from "./import-row.ts"
import { countParties, listParties } from "./list-parties.ts"
import { openJson, openParty, wholeJson, wholeParty } from "./party.json.ts"
import { partyById } from "./party.store.ts"
import { home, kinds, type Nature, natures } from "./party.ts"
import { changedFields, partyFields } from "./party-input.ts"

const { nature: _, ...fields } = partyFields
const newParty = z.object({
  ...fields,
  confirmAlike: z.boolean().default(false).openapi({ description: "Add it although cards like it are there" }),
})
const { nature: ___, ...changed } = changedFields
const changedParty = z.object({
  version: z.int().optional().openapi({ description: "The version that was read; an older one is refused" }),
  ...changed,
})
const { territoryId: __, ...rowFields } = fields
const list = z.object({
  rows: z
    .array(z.object({ ...rowFields, territory: z.string().default("") }))
    .min(1)
    .max(importLimit),
})
const listQuery = keysetQuery.extend({
  kind: z.string().optional(),
  territory: z.coerce.number().int().optional().openapi({ type: "integer" }),
  direction: z.coerce.number().int().optional().openapi({ type: "integer" }),
  status: z.enum(statusKinds).optional().openapi({ description: "In force today; bodies have none" }),
  q: z.string().max(200).optional(),
  unconfirmed: z
    .enum(["true"])
    .optional()
    .openapi({ description: "Organisations not confirmed in time, for the staff" }),
})

async function partyOf(c: Ctx, nature: Nature, id: number) {
  const party = await partyById(c.var.services.db, id)
  if (party?.nature !== nature) throw notFound()
  const { db } = c.var.services
  const [territories, directions, statuses, { confirmedOn }] = await Promise.all([
    allTerritories(db),
    directionsOf(db, [id]),
    nature === "organisation" ? statusesJson(c, id) : [],
    confirmationOf(db, id),
  ])
  return wholeJson(c, party, territories, directions.get(id) ?? [], statuses, confirmedOn)
}

/** /v1/organisations or /v1/bodies. */
function natureApi(api: Api, nature: Nature) {
  const path = `/v1${home[nature]}`
  const tags = ["registry"]
  const words = { organisation: "organisations", body: "bodies" }[nature]
  const noun = { organisation: "Organisation", body: "Body" }[nature]
  const kindsSaid = `Kinds: ${kinds[nature].join(", ")}.`

  api.openapi(
    createRoute({
      method: "get",
      path,
      tags,
      operationId: { organisation: "listOrganisations", body: "listBodies" }[nature],
      summary: `List ${words} by name`,
      description: `${kindsSaid} With \`q\`, \`status\`, or \`direction\` and more, \`count\` stops at 501.`,
      request: { query: listQuery },
      responses: { 200: json(keysetPage(openParty), "A part of the list"), ...problems(403, 422) },
    }),
    async (c) => {
      const { db } = c.var.services
      const { kind, territory, status, direction, q, unconfirmed, after, limit } = c.req.valid("query")
      if (unconfirmed && !staffSomewhere(c.var.actor)) throw notAllowed()
      const territories = await allTerritories(db)
      const filter = {
        nature,
        kind,
        direction,
        text: q,
        unconfirmed: unconfirmed === "true",
        status: status && { kind: status, on: c.var.view.today },
        territories: territory === undefined ? undefined : idsBelow(territories, territory),
      }
      const [found, count] = await Promise.all([
        listParties(db, filter, { after, limit: limit + 1 }),
        countParties(db, filter),
      ])
      const items = found.slice(0, limit).map((party) => openJson(c, party, territories))
      return c.json({ items, next: found.length > limit ? items.at(-1)!.id : null, count }, 200)
    },
  )
  api.openapi(
    createRoute({
      method: "get",
      path: `${path}/{id}`,
      tags,
      operationId: `read${noun}`,
      summary: "Read one card",
      request: { params: idParam },
      responses: { 200: json(wholeParty, "The card"), ...problems(404, 422) },
    }),
    async (c) => c.json(await partyOf(c, nature, c.req.valid("param").id), 200),
  )
  api.openapi(
    createRoute({
      method: "post",
      path,
      tags,
      operationId: `add${noun}`,
      summary: `Add to ${words}`,
      description: `${kindsSaid} 409 with \`related\` when there are cards like it, unless \`confirmAlike\`.`,
      request: { headers: idempotencyHeader, ...jsonBody(newParty) },
      responses: { 201: json(wholeParty, "The new card"), ...problems(403, 409, 422) },
    }),
    async (c) => {
      const { confirmAlike, ...given } = c.req.valid("json")
      const { id } = await act(c, addParty, { ...given, nature, ...(!confirmAlike && { seenAlike: [] }) })
      return c.json(await partyOf(c, nature, id), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "patch",
      path: `${path}/{id}`,
      tags,
      operationId: `change${noun}`,
      summary: "Change the given fields of a card",
      request: { params: idParam, ...jsonBody(changedParty) },
      responses: { 200: json(wholeParty, "The card as it is now"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await partyOf(c, nature, id)
      await act(c, editParty, { ...c.req.valid("json"), id })
      return c.json(await partyOf(c, nature, id), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: `${path}/import`,
      tags,
      operationId: { organisation: "importOrganisations", body: "importBodies" }[nature],
      summary: `Add a list of ${words}`,
      description: "All rows or none; a row whose name is taken is passed over. Unknown territories are added.",
      request: { headers: idempotencyHeader, ...jsonBody(list) },
      responses: {
        200: json(
          z.object({ added: z.array(z.int()), skipped: z.array(z.int()) }),
          "Ids added; rows passed over, from 0",
        ),
        ...problems(403, 422),
      },
    }),
    async (c) => {
      const rows = c.req.valid("json").rows.map((row) => ({ ...row, nature }))
      return c.json(await act(c, importParties, { rows }), 200)
    },
  )
}

export function partyApi(api: Api) {
  for (const nature of natures) natureApi(api, nature)
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/parties/suggestions",
      tags: ["registry"],
      operationId: "suggestParties",
      summary: "Suggest organisations and bodies while a name is typed",
      request: { query: z.object({ q: z.string().max(200), limit: keysetQuery.shape.limit }) },
      responses: { 200: json(z.object({ items: z.array(openParty) }), "Best first"), ...problems(422) },
    }),
    async (c) => {
      const { db } = c.var.services
      const { q, limit } = c.req.valid("query")
      const [found, territories] = await Promise.all([findParties(db, q, limit), allTerritories(db)])
      return c.json({ items: found.map((party) => openJson(c, party, territories)) }, 200)
    },
  )
}
