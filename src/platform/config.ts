import { existsSync, readFileSync } from "node:fs"
import { resolve } from "node:path"
import { z } from "zod"
import { isAddressList } from "#platform/http/client-address.ts"

/** A setting is wrong; `message` says which one and what to write. */
export class ConfigError extends Error {}

/** An address that secrets are sent to: encrypted, or on this machine. */
const safeUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith("https:") || /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(\/|$)/.test(url))
const base = safeUrl.transform((url) => url.replace(/\/+$/, ""))
const word = z.string().min(1).max(300)

const port = z.coerce.number().int().min(0).max(65535)

/** Every setting with its default; `docs/operate/settings.md` explains each (a test compares). */
export const settings = {
  PORT: { schema: port.default(3000), say: "a port from 1 to 65535, for example PORT=3000" },
  HOST: { schema: z.string().min(1).default("127.0.0.1"), say: "an address to listen on, for example HOST=0.0.0.0" },
  BASE_URL: {
    schema: z
      .url({ protocol: /^https?$/ })
      .transform((u) => u.replace(/\/+$/, ""))
      .optional(),
    say: "the public address with its scheme, for example BASE_URL=https://farvater.example.ru",
  },
  DATA_DIR: {
    schema: z.string().min(1).default("./data"),
    say: "a folder to keep data in, for example DATA_DIR=/var/lib/farvater",
  },
  DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    say: "an address of PostgreSQL 15 or newer, for example DATABASE_URL=postgres://farvater:password@db:5432/farvater",
  },
  SECRET: {
    schema: z.string().min(32).optional(),
    say: "at least 32 characters; make one with: openssl rand -base64 48",
  },
  TRUSTED_PROXIES: {
    schema: z.string().refine(isAddressList).default(""),
    say: "addresses of your proxies separated by commas, for example TRUSTED_PROXIES=127.0.0.1,10.0.0.0/8",
  },
  SMTP_URL: {
    schema: z.url({ protocol: /^smtps?$/ }).optional(),
    say: "for example SMTP_URL=smtp://user:password@mail.example.ru:587",
  },
  MAIL_FROM: {
    schema: z.string().includes("@").default("farvater@localhost"),
    say: "a sender's address, for example MAIL_FROM=Farvater <no-reply@example.ru>",
  },
  IMAP_URL: {
    schema: z
      .url({ protocol: /^imaps?$/ })
      .refine((url) => new URL(url).username !== "")
      .optional(),
    say: "for example IMAP_URL=imaps://user%40example.ru:password@mail.example.ru:993/INBOX, with @ in the name as %40",
  },
  TZ_DEFAULT: {
    schema: z
      .string()
      .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone))
      .default("Europe/Moscow"),
    say: "an IANA time zone, for example TZ_DEFAULT=Europe/Simferopol",
  },
  LOCALE_DEFAULT: { schema: z.enum(["ru", "en"]).default("ru"), say: "ru or en" },
  LOG_LEVEL: {
    schema: z.enum(["silent", "error", "warn", "info", "debug"]).default("warn"),
    say: "silent, error, warn, info or debug",
  },
  WEBHOOKS_PRIVATE: {
    schema: z.enum(["yes", "no"]).default("no"),
    say: "yes, if webhooks may lead into the inner network, or no",
  },
  OIDC_ISSUER: {
    schema: safeUrl.optional(),
    say: "the issuer of an OpenID Connect server as it names itself, for example OIDC_ISSUER=https://sso.example.ru/realms/centre",
  },
  OIDC_CLIENT_ID: { schema: word.optional(), say: "the name under which Farvater is registered at OIDC_ISSUER" },
  OIDC_CLIENT_SECRET: { schema: word.optional(), say: "the secret that OIDC_ISSUER gave to Farvater" },
  OIDC_NAME: {
    schema: z.string().min(1).max(40).optional(),
    say: "what the button calls the server, at most 40 characters, for example OIDC_NAME=Единый вход региона",
  },
  VK_ID_CLIENT_ID: {
    schema: z.string().regex(/^\d+$/).optional(),
    say: "the number of the application at VK ID, for example VK_ID_CLIENT_ID=51234567",
  },
  VK_ID_SERVICE_TOKEN: { schema: word.optional(), say: "the service token of the application at VK ID" },
  VK_ID_URL: { schema: base.default("https://id.vk.ru"), say: "for example VK_ID_URL=https://id.vk.ru" },
  YANDEX_ID_CLIENT_ID: { schema: word.optional(), say: "the ClientID of the application at oauth.yandex.ru" },
  YANDEX_ID_CLIENT_SECRET: { schema: word.optional(), say: "the client secret of the application at oauth.yandex.ru" },
  YANDEX_ID_URL: {
    schema: base.default("https://oauth.yandex.ru"),
    say: "for example YANDEX_ID_URL=https://oauth.yandex.ru",
  },
  YANDEX_ID_INFO_URL: {
    schema: base.default("https://login.yandex.ru"),
    say: "for example YANDEX_ID_INFO_URL=https://login.yandex.ru",
  },
  METRICS_TOKEN: {
    schema: z.string().min(16).optional(),
    say: "at least 16 characters; /metrics asks for it as a bearer token",
  },
} as const

/** Settings of which the first is worth nothing without the second. */
const together = [
  ["DATABASE_URL", "SECRET"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID"],
  ["OIDC_ISSUER", "OIDC_NAME"],
  ["OIDC_CLIENT_ID", "OIDC_ISSUER"],
  ["VK_ID_SERVICE_TOKEN", "VK_ID_CLIENT_ID"],
  ["YANDEX_ID_CLIENT_ID", "YANDEX_ID_CLIENT_SECRET"],
  ["YANDEX_ID_CLIENT_SECRET", "YANDEX_ID_CLIENT_ID"],
] as const

export type Config = { [K in keyof typeof settings]: z.output<(typeof settings)[K]["schema"]> }

/** Reads `farvater.env` (KEY=value lines, # comments) of the folder, if there is one. */
function readEnvFile(folder: string): Record<string, string> {
  const path = resolve(folder, "farvater.env")
  if (!existsSync(path)) return {}
  const pairs = readFileSync(path, "utf8")
    .split(/\r?\n/)
    .map((line) => /^\s*([A-Z_0-9]+)\s*=\s*(.*?)\s*$/.exec(line))
    .filter((m) => m !== null)
  return Object.fromEntries(pairs.map((m) => [m[1]!, m[2]!.replace(/^(["'])(.*)\1$/, "$2")]))
}

/**
 * Reads and checks the settings: the environment first, then `farvater.env`.
 * @throws ConfigError with one line per wrong setting
 */
export function readConfig(env: Record<string, string | undefined>, folder = process.cwd()): Config {
  const given: Record<string, string | undefined> = { ...readEnvFile(folder), ...env }
  const config: Record<string, unknown> = {}
  const wrong: string[] = []
  for (const [name, { schema, say }] of Object.entries(settings)) {
    const value = given[name] === "" ? undefined : given[name]
    const parsed = schema.safeParse(value)
    if (parsed.success) config[name] = parsed.data
    else wrong.push(`${name} is wrong: write ${say}.`)
  }
  for (const [one, other] of together)
    if (given[one] && !given[other])
      wrong.push(`${other} is missing: with ${one} it must be given. Write ${settings[other].say}.`)
  if (wrong.length) throw new ConfigError(wrong.join("\n"))
  return config as Config
}
