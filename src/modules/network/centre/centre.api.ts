import { createRoute, z } from "@hono/zod-openapi"
import { partyNames } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { invitationTo } from "../staff/invitation-letter.ts"
import { inviteStaff } from "../staff/invite-staff.ts"
import { nameStaff } from "../staff/name-staff.ts"
import { publicNames } from "../staff/staff.store.ts"
import { addCentre } from "./add-centre.ts"
import { centreJson, openCentreJson } from "./centre.json.ts"
import { allCentres } from "./centre.store.ts"
import { centreKinds } from "./centre.ts"
import { closeCentre } from "./close-centre.ts"
import { editCentre } from "./edit-centre.ts"

const tags = ["network"]
const email = z.string().openapi({ format: "email", description: "Where the invitation goes" })
const made = z.object({ id: z.int(), slug: z.string() })
const newCentre = z.object({
  name: z.string(),
  kind: z.enum(centreKinds),
  slug: z.string().optional().openapi({ description: "Made of the territory's name unless it is given" }),
  territoryId: z.int().nullable().optional(),
  territoryName: z.string().optional().openapi({ description: "A new territory, in that of the parent" }),
  parentId: z.int().nullable().optional(),
  about: z.string().optional(),
  contacts: z.string().optional(),
  email: email.optional().openapi({ description: "Of its head, who is invited" }),
})
const changes = z.object({ slug: z.string(), about: z.string(), contacts: z.string() }).partial()
const closing = z.object({ closedOn: z.iso.date({ error: "invalid.date" }), closedWhy: z.string().optional() })
const invitation = z.object({ email, head: z.boolean().default(false) })
const publicName = z.object({ name: z.string().openapi({ description: "Empty hides the person" }), post: z.string() })

/** All centres as the API shows them. */
async function shown({ var: { services } }: Ctx, only?: number) {
  const { db } = services
  const centres = (await allCentres(db)).filter(({ id }) => only === undefined || id === only)
  const parties = await partyNames(
    db,
    centres.map(({ partyId }) => partyId),
  )
  return Promise.all(
    centres.map(async (centre) =>
      centreJson(
        centre,
        parties.get(centre.partyId)?.name ?? "",
        centre.closedOn === null ? await publicNames(db, centre.id) : [],
      ),
    ),
  )
}

async function one(c: Ctx, id: number) {
  const [centre] = await shown(c, id)
  if (!centre) throw notFound()
  return centre
}

function readingApi(api: Api) {
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/centres",
      tags,
      operationId: "listCentres",
      summary: "Centres of the network, those that have left it included",
      responses: { 200: json(z.object({ items: z.array(openCentreJson) }), "All of them") },
    }),
    async (c) => c.json({ items: await shown(c) }, 200),
  )
  api.openapi(
    createRoute({
      method: "get",
      path: "/v1/centres/{id}",
      tags,
      operationId: "readCentre",
      summary: "One centre",
      request: { params: idParam },
      responses: { 200: json(openCentreJson, "The centre"), ...problems(404, 422) },
    }),
    async (c) => c.json(await one(c, c.req.valid("param").id), 200),
  )
}

function keepingApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/centres",
      tags,
      operationId: "addCentre",
      summary: "Add a centre, and invite its head",
      description: "A body of this name is taken where it is there; a centre without a territory is a sectoral one.",
      security: signedInOnly,
      request: { headers: idempotencyHeader, ...jsonBody(newCentre) },
      responses: { 201: json(made, "The new centre"), ...problems(403, 422) },
    }),
    async (c) => {
      const { email, ...body } = c.req.valid("json")
      const invited = email === undefined ? null : invitationTo(c, email, body.name, true)
      return c.json(await act(c, addCentre, { ...body, invitation: invited, today: c.var.view.today }), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "patch",
      path: "/v1/centres/{id}",
      tags,
      operationId: "changeCentre",
      summary: "Change what a centre says of itself",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(changes) },
      responses: { 200: json(openCentreJson, "The centre"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, editCentre, { ...c.req.valid("json"), id })
      return c.json(await one(c, id), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/centres/{id}/closing",
      tags,
      operationId: "closeCentre",
      summary: "Close a centre: the roles over its territory end",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(closing) },
      responses: { 200: json(openCentreJson, "The centre"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await act(c, closeCentre, { ...c.req.valid("json"), id, today: c.var.view.today })
      return c.json(await one(c, id), 200)
    },
  )
}

function staffApi(api: Api) {
  api.openapi(
    createRoute({
      method: "post",
      path: "/v1/centres/{id}/invitations",
      tags,
      operationId: "inviteToCentre",
      summary: "Invite somebody to the staff of a centre by e-mail",
      description: "The role is that of a coordinator over exactly the scope of the centre.",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(invitation) },
      responses: { 201: json(z.object({ id: z.uuid() }), "The invitation"), ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      const { email, head } = c.req.valid("json")
      const { name } = await one(c, id)
      return c.json(await act(c, inviteStaff, { id, head, ...invitationTo(c, email, name, head) }), 201)
    },
  )
  api.openapi(
    createRoute({
      method: "put",
      path: "/v1/centres/{id}/staff/{user}",
      tags,
      operationId: "nameCentreStaff",
      summary: "Say how somebody of the staff is named in public",
      security: signedInOnly,
      request: {
        params: idParam.extend({ user: z.uuid() }),
        headers: idempotencyHeader,
        ...jsonBody(publicName),
      },
      responses: { 200: json(openCentreJson, "The centre"), ...problems(403, 404, 422) },
    }),
    async (c) => {
      const { id, user } = c.req.valid("param")
      await act(c, nameStaff, { ...c.req.valid("json"), id, userId: user })
      return c.json(await one(c, id), 200)
    },
  )
}

/** /v1/centres */
export function centreApi(api: Api) {
  readingApi(api)
  keepingApi(api)
  staffApi(api)
}
