import { z } from "zod"
import type { OutsideProvider } from "#platform/session/outside/provider.ts"
import { oauth2, understood } from "./oauth2.ts"

const token = z.object({ access_token: z.string().min(1) })
const info = z.object({
  id: z.string().min(1),
  client_id: z.string(),
  login: z.string().default(""),
  real_name: z.string().default(""),
  display_name: z.string().default(""),
  default_email: z.string().optional(),
})

/**
 * Yandex ID (OAuth 2.0). Without `scope` it asks for what the application was registered with. The token goes into a
 * header of its own kind, and the answer names the application that the token was made for.
 */
export const yandexId = (given: {
  url: string
  infoUrl: string
  clientId: string
  clientSecret: string
}): OutsideProvider =>
  oauth2(
    {
      key: "yandex",
      issuer: "yandex",
      name: { ru: "Яндекс ID", en: "Yandex ID" },
      clientId: given.clientId,
      authorize: `${given.url}/authorize`,
      wish: {},
      token: `${given.url}/token`,
      beside: () => ({ client_secret: given.clientSecret }),
      info: (accessToken) =>
        new Request(`${given.infoUrl}/info?format=json`, { headers: { Authorization: `OAuth ${accessToken}` } }),
      read(said) {
        const user = understood(info, said, "info")
        if (user.client_id !== given.clientId) return null
        const name = user.real_name || user.display_name || user.login
        return { subject: user.id, name, email: user.default_email || null }
      },
    },
    token,
  )
