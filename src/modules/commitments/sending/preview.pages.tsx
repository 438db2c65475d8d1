import type { Ctx } from "#platform/http/env.ts"
import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { LinkButton } from "#ui/button.tsx"
import { Facts } from "#ui/card.tsx"
import { Page } from "#ui/frame.tsx"
import { senderOf } from "../letter/letter-document.ts"
import { type Letter, letterDocx, letterFileName } from "../letter/letter-docx.ts"
import { loadLetterhead, loadTemplate } from "../letter/letterhead.store.ts"
import { bytesOf, sendFile } from "../letter/send-file.ts"
import { answerAddress, requestMail } from "../recipient/mail-request.ts"
import { loadRule } from "../rule/rule.store.ts"
import { siteOf } from "../site.ts"
import { planFor } from "./asking.pages.tsx"
import { datedIn, typedFrom } from "./asking-form.ts"

const dayMs = 86_400_000
/** Stands where every addressee will have a code of its own. */
const noCode = "XXXXX-XXXXX"

/** One addressee of the plan with what its letters are made of. */
async function gather(c: Ctx) {
  const { services, view } = c.var
  const typed = typedFrom(c.req.queries())
  const { resolution, plan } = await planFor(c, typed)
  const to = plan.recipients.find(({ key }) => key === typed.text("who"))
  if (!to) throw notFound()
  const { linkDays } = await loadRule(services.db)
  const expiresAt = new Date(view.now.getTime() + linkDays * dayMs)
  const head = await loadLetterhead(services.db, resolution.territoryId)
  return { resolution, to, expiresAt, head, dated: datedIn(typed, view) ?? view.today, site: siteOf(services) }
}
type Gathered = Awaited<ReturnType<typeof gather>>

/** The letter by e-mail word for word, with a place where the link and the code will stand: nobody has them yet. */
function mailFor({ resolution, to, expiresAt, head, site }: Gathered) {
  const recipient = { id: 0, generation: 0, addressee: to.name, email: to.email, expiresAt }
  const mail = requestMail(site, head, {
    recipient,
    resolution: { title: resolution.title, date: resolution.heldOn },
    items: to.items.map((item) => ({ number: item.number, text: item.words })),
  })
  const { url, code } = answerAddress(site, recipient)
  return { ...mail, text: mail.text.replaceAll(url, `${site.baseUrl}/answer/…`).replaceAll(code, noCode) }
}

const letterFor = ({ resolution, to, expiresAt, head, dated, site }: Gathered): Letter => ({
  number: site.say("asking.preview.number"),
  date: dated,
  addressee: { name: to.name, person: to.letterTo, address: to.postal },
  items: to.items.map(({ path, label, words, deadline, term }) => ({ path, label, text: words, deadline, term })),
  resolution: { title: resolution.title, date: resolution.heldOn ?? resolution.adoptedOn, place: resolution.place },
  sender: senderOf(head),
  answer: {
    address: answerAddress(site, { id: 0, generation: 0 }).short,
    code: noCode,
    until: expiresAt.toISOString().slice(0, 10),
  },
})

/** What an addressee would get, before anything is sent. */
export function previewPages(app: Pages) {
  const path = "/resolutions/:id{[0-9]{1,15}}/asking"
  app.get(`${path}/preview`, async (c) => {
    const { view } = c.var
    const { t } = view
    const gathered = await gather(c)
    const { resolution, to } = gathered
    const mail = mailFor(gathered)
    return c.html(
      <Page
        view={view}
        narrow
        title={t("asking.preview.title", { name: to.name })}
        crumbs={[
          { href: `/resolutions/${resolution.id}`, label: resolution.title },
          { href: `/resolutions/${resolution.id}/asking`, label: t("asking.title") },
        ]}
        state={t("asking.preview.state")}
      >
        <h2>{t("asking.preview.mail")}</h2>
        <Facts
          facts={[
            [t("letter.to"), to.email],
            [t("asking.preview.subject"), mail.subject],
          ]}
        />
        <pre class="letter">{mail.text}</pre>
        <h2>{t("asking.preview.paper")}</h2>
        <p>
          <LinkButton
            href={view.href(`/resolutions/${resolution.id}/asking/preview.docx${view.query}`)}
            icon="download"
            download
          >
            {t("asking.preview.docx")}
          </LinkButton>
        </p>
      </Page>,
    )
  })
  app.get(`${path}/preview.docx`, async (c) => {
    const gathered = await gather(c)
    const { say } = gathered.site
    const letter = letterFor(gathered)
    const bytes = bytesOf(
      await letterDocx(await loadTemplate(c.var.services.db, gathered.resolution.territoryId), letter, say),
    )
    return sendFile(c, "docx", letterFileName(letter, say), bytes)
  })
}
