import { createRoute, z } from "@hono/zod-openapi"
import { idempotencyHeader, idParam, json, jsonBody, problems, signedInOnly } from "#platform/http/openapi.ts"
import { act, formOf } from "#platform/http/reply.ts"
import type { Api } from "#platform/module.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { home, type Nature, natures } from "../party/party.ts"
import { editProfile } from "./edit-profile.ts"
import { openedCard } from "./opened-card.ts"
import { profileJson, profileOut } from "./profile.json.ts"
import { writeLinks } from "./profile.ts"
import { profileInput } from "./profile-input.ts"
import { storeLogo } from "./store-upload.ts"

const { logo: _, links: __, ...texts } = profileInput
const given = z.object({
  version: z.int().optional().openapi({ description: "The version that was read; an older one is refused" }),
  ...texts,
  links: z.array(z.object({ label: z.string().max(200).default(""), address: z.string().max(300) })).optional(),
})
const tags = ["registry"]
const picture = { logo: { type: "string" as const, format: "binary" } }

/** What an organisation or a body says of itself: read by everybody, written by those who keep its card. */
function natureApi(api: Api, nature: Nature) {
  const path = `/v1${home[nature]}/{id}` as const
  const noun = { organisation: "Organisation", body: "Body" }[nature]
  const read = { 200: json(profileJson, "The description") }

  api.openapi(
    createRoute({
      method: "get",
      path: `${path}/profile`,
      tags,
      operationId: `read${noun}Profile`,
      summary: "Read what it says of itself",
      request: { params: idParam },
      responses: { ...read, ...problems(404, 422) },
    }),
    async (c) => c.json(profileOut(c, (await openedCard(c, nature)).profile), 200),
  )
  api.openapi(
    createRoute({
      method: "put",
      path: `${path}/profile`,
      tags,
      operationId: `set${noun}Profile`,
      summary: "Say what everybody reads of it",
      description: "Fields that are left out stay as they are. For those who keep the card; a representative suggests.",
      security: signedInOnly,
      request: { params: idParam, headers: idempotencyHeader, ...jsonBody(given) },
      responses: { ...read, ...problems(403, 404, 409, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      await openedCard(c, nature)
      const { links, ...said } = c.req.valid("json")
      await act(c, editProfile, { ...said, ...(links && { links: writeLinks(links) }), id })
      return c.json(profileOut(c, (await openedCard(c, nature)).profile), 200)
    },
  )
  api.openapi(
    createRoute({
      method: "put",
      path: `${path}/logo`,
      tags,
      operationId: `set${noun}Logo`,
      summary: "Give it a logo",
      description:
        "Decoded and written anew, at most 480 pixels wide and high. `logoAlt` of the description says what it shows.",
      security: signedInOnly,
      request: {
        params: idParam,
        body: {
          required: true,
          content: { "multipart/form-data": { schema: { type: "object" as const, properties: picture } } },
        },
      },
      responses: { ...read, ...problems(403, 404, 413, 422) },
    }),
    async (c) => {
      const { id } = c.req.valid("param")
      if (!(await openedCard(c, nature)).canEdit) throw notAllowed()
      const logo = await storeLogo(c, await formOf(c))
      if (!logo) throw new InvalidInput({ logo: { key: "invalid.required" } })
      await act(c, editProfile, { id, logo })
      return c.json(profileOut(c, (await openedCard(c, nature)).profile), 200)
    },
  )
}

export function profileApi(api: Api) {
  for (const nature of natures) natureApi(api, nature)
}
