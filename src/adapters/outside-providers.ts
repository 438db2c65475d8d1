import type { Config } from "#platform/config.ts"
import type { OutsideProvider } from "#platform/session/outside/provider.ts"
import { vkId } from "./oauth2/vk-id.ts"
import { yandexId } from "./oauth2/yandex-id.ts"
import { oidc } from "./oidc/oidc.ts"

/** Who vouches for people here: those whose settings are written, in the order of their buttons. */
export function outsideProviders(config: Config): OutsideProvider[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = config
  const { VK_ID_CLIENT_ID, VK_ID_SERVICE_TOKEN, VK_ID_URL } = config
  const { YANDEX_ID_CLIENT_ID, YANDEX_ID_CLIENT_SECRET, YANDEX_ID_URL, YANDEX_ID_INFO_URL } = config
  const found: OutsideProvider[] = []
  if (OIDC_ISSUER && OIDC_CLIENT_ID && OIDC_NAME)
    found.push(
      oidc({ issuer: OIDC_ISSUER, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, name: OIDC_NAME }),
    )
  if (VK_ID_CLIENT_ID)
    found.push(vkId({ url: VK_ID_URL, clientId: VK_ID_CLIENT_ID, serviceToken: VK_ID_SERVICE_TOKEN }))
  if (YANDEX_ID_CLIENT_ID && YANDEX_ID_CLIENT_SECRET)
    found.push(
      yandexId({
        url: YANDEX_ID_URL,
        infoUrl: YANDEX_ID_INFO_URL,
        clientId: YANDEX_ID_CLIENT_ID,
        clientSecret: YANDEX_ID_CLIENT_SECRET,
      }),
    )
  return found
}
