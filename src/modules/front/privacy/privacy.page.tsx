import { loadLetterhead } from "#modules/commitments/public.ts"
import { administrator } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { View } from "#platform/view.ts"
import { Page } from "#ui/frame.tsx"
import { DataTable } from "#ui/table.tsx"

/** Every cookie that this site sets; a test compares it with the code. */
export const cookies = [
  "farvater_session",
  "farvater_step",
  "farvater_outside",
  "farvater_device",
  "view",
  "lang",
  "flash",
] as const

const parts = {
  visitors: ["nothing", "third", "address", "follow", "comment"],
  users: ["account", "secrets", "outside", "sessions", "journal", "mail", "tab"],
  answers: ["name", "draft", "letter", "other", "public"],
  people: ["participants", "contacts", "text"],
  never: ["participants", "files", "drafts", "contacts", "users"],
} as const

const Part = <P extends keyof typeof parts>({ view, part }: { view: View; part: P }) => (
  <>
    <h2>{view.t(`privacy.${part}`)}</h2>
    <ul>
      {parts[part].map((line) => (
        <li>{view.t(`privacy.${part}.${line}` as never)}</li>
      ))}
    </ul>
  </>
)

const Cookies = ({ view: { t } }: { view: View }) => (
  <>
    <h2>{t("privacy.cookies")}</h2>
    <p>{t("privacy.cookies.what")}</p>
    <DataTable
      caption={t("privacy.cookies")}
      quiet
      columns={[
        {
          label: t("privacy.cookies.name"),
          heading: true,
          cell: (name: (typeof cookies)[number]) => <code>{name}</code>,
        },
        { label: t("privacy.cookies.why"), cell: (name) => t(`privacy.cookie.${name}`) },
        { label: t("privacy.cookies.how_long"), cell: (name) => t(`privacy.cookie.${name}.long`) },
      ]}
      rows={[...cookies]}
    />
  </>
)

/** The address in «Name <address>», or the whole. A default that reaches nobody is none. */
const mailOf = (from: string) => {
  const address = /<([^>]+)>/.exec(from)?.[1] ?? from
  return /@localhost$|^no-?reply@/i.test(address) ? undefined : address
}

/** What this installation keeps about people, and whom to ask: the sender of the centre's letters. */
export async function privacyPage(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  const { organisation, address } = await loadLetterhead(services.db)
  const mail = mailOf(services.config.MAIL_FROM)
  return c.html(
    <Page view={view} title={t("privacy.title")} state={t("privacy.state")} description={t("privacy.state")} narrow>
      <Part view={view} part="visitors" />
      <Part view={view} part="users" />
      <Part view={view} part="answers" />
      <Part view={view} part="people" />
      <Part view={view} part="never" />
      <p>{t("privacy.never.same")}</p>
      <Cookies view={view} />
      <h2>{t("privacy.ask")}</h2>
      <p>{t("privacy.ask.rights")}</p>
      {organisation && <p>{t("privacy.ask.operator", { name: organisation })}</p>}
      {address && <p>{t("privacy.ask.address", { address })}</p>}
      {mail && (
        <p>
          {t("privacy.ask.mail")} <a href={`mailto:${mail}`}>{mail}</a>
        </p>
      )}
      {!organisation && !mail && <p>{t("privacy.ask.unknown")}</p>}
      {!organisation && administrator(actor) && (
        <p>
          <a href={view.href("/settings/letters")}>{t("privacy.ask.say")}</a>
        </p>
      )}
    </Page>,
  )
}
