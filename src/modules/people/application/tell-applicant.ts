import type { Tx } from "#platform/db.ts"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import { linkToken } from "#platform/session/bearer-link.ts"
import type { Site } from "#platform/site.ts"
import type { Application } from "./application.store.ts"

/** What a letter tells; `check` asks to submit what was written. */
export type Told = "check" | "submit" | "ask" | "confirm" | "decline" | "appeal"

/** Where the applicant follows an application without an account. */
export const linkOfApplication = ({ secret, baseUrl }: Pick<Site, "secret" | "baseUrl">, id: number) =>
  `${baseUrl}/application/${linkToken(secret, "join", { id, generation: 1 })}`

/** Writes to the applicant; the link in the letter opens this application and nothing else. */
export async function tellApplicant(
  tx: Tx,
  one: Pick<Application, "id" | "givenName" | "patronymic" | "email" | "name">,
  told: Told,
  words: string,
  { site, now }: { site: Site; now: Date },
): Promise<void> {
  const { say } = site
  const text = [
    say("people.application.letter.salutation", { name: [one.givenName, one.patronymic].filter(Boolean).join(" ") }),
    say(`people.application.letter.${told}.text`, { what: one.name }),
    words,
    say("people.application.letter.link.text", { url: linkOfApplication(site, one.id) }),
  ]
  await queueMail(
    tx,
    {
      to: one.email,
      subject: say(`people.application.letter.${told}.subject`, { what: one.name.slice(0, 100) }),
      text: text.filter(Boolean).join("\n\n"),
      purpose: "application",
      secret: true,
    },
    now,
  )
}
