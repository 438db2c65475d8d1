import { z } from "zod"
import type { OutsideProvider } from "#platform/session/outside/provider.ts"
import { brought, oauth2, understood } from "./oauth2.ts"

const id = z.union([z.string().min(1), z.number()])
const token = z.object({ access_token: z.string().min(1), user_id: id })
const info = z.object({
  user: z.object({
    user_id: id,
    first_name: z.string().default(""),
    last_name: z.string().default(""),
    email: z.string().optional(),
  }),
})

/**
 * VK ID (OAuth 2.1, id.vk.ru). Its own ways: the `device_id` and the `state` that came back go into the exchange, a
 * field too many is answered by 404, and who somebody is, is asked by a form. A confidential application adds the
 * service token; a public one lives by PKCE alone.
 */
export const vkId = (given: { url: string; clientId: string; serviceToken?: string | undefined }): OutsideProvider =>
  oauth2(
    {
      key: "vk",
      issuer: "vk",
      name: { ru: "VK ID", en: "VK ID" },
      clientId: given.clientId,
      authorize: `${given.url}/authorize`,
      wish: { scope: "vkid.personal_info email" },
      token: `${given.url}/oauth2/auth`,
      beside: (answer) => ({
        device_id: brought(answer, "device_id"),
        state: brought(answer, "state"),
        ...(given.serviceToken && { service_token: given.serviceToken }),
      }),
      info: (access_token) =>
        new Request(`${given.url}/oauth2/user_info`, {
          method: "POST",
          body: new URLSearchParams({ access_token, client_id: given.clientId }),
        }),
      read(said, { user_id }) {
        const { user } = understood(info, said, "info")
        if (String(user.user_id) !== String(user_id)) return null
        const name = `${user.first_name} ${user.last_name}`.trim()
        return { subject: String(user.user_id), name, email: user.email || null }
      },
    },
    token,
  )
