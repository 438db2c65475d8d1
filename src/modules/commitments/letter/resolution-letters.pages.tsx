import { numberOf, resolutionById } from "#modules/deliberation/public.ts"
import { administrator } from "#platform/actor.ts"
import { mailError } from "#platform/delivery/outbox.page.tsx"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound } from "#platform/refusal.ts"
import { Deed, LinkButton } from "#ui/button.tsx"
import { CardLinks } from "#ui/card.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import { askable } from "../sending/asking.pages.tsx"
import { siteOf } from "../site.ts"
import { letterDocument, letterModels } from "./letter-document.ts"
import { lettersZip } from "./letter-docx.ts"
import { numbersIn, waysOf, wayWord, worthAgain } from "./letter-words.ts"
import { loadTemplate } from "./letterhead.store.ts"
import { type RegisteredLetter, requestLettersOf } from "./register.store.ts"
import { resendLetter } from "./resend-letter.ts"
import { bytesOf, sendFile } from "./send-file.ts"

const base = "/resolutions/:id{[0-9]{1,15}}/letters"

async function draw(c: Ctx) {
  const { view, services, actor } = c.var
  const { t } = view
  const resolution = await askable(c)
  const letters = await requestLettersOf(services.db, resolution.id)
  const ways = await waysOf(services.db, letters)
  const failed = letters.filter(({ id }) => ways.get(id)!.state === "failed").length
  const paper = letters.filter(({ channel }) => channel !== "email").length
  const path = `/resolutions/${resolution.id}`
  return c.html(
    <Page
      view={view}
      title={t("letter.title")}
      crumbs={[
        { href: "/resolutions", label: t("resolution.list.title") },
        { href: path, label: resolution.title },
      ]}
      state={t("letter.state", { count: letters.length, failed, paper })}
    >
      {!services.config.SMTP_URL && (
        <Notice tone="warn">
          {t("letter.no_smtp")}{" "}
          {administrator(actor) && <a href={view.href("/settings/outbox")}>{t("delivery.title")}</a>}
        </Notice>
      )}
      {letters.length > 0 ? (
        <>
          <p class="buttons">
            <LinkButton href={view.href(`${path}/letters.zip`)} icon="download" download>
              {t("letter.zip", { count: letters.length })}
            </LinkButton>
          </p>
          <Rows label={t("letter.title")}>
            {letters.map((letter) => (
              <LetterRow c={c} letter={letter} way={ways.get(letter.id)!} />
            ))}
          </Rows>
        </>
      ) : (
        <Empty title={t("letter.none")}>
          <LinkButton kind="primary" icon="send" href={view.href(`${path}/asking`)}>
            {t("letter.ask")}
          </LinkButton>
        </Empty>
      )}
      <CardLinks
        links={[
          { href: view.href(`${path}/asking`), label: t("asking.title"), icon: "send" },
          { href: view.href(`/letters?resolution=${resolution.id}`), label: t("register.title"), icon: "inbox" },
          { href: view.href("/settings/letters"), label: t("letter.settings"), icon: "settings" },
        ]}
      />
    </Page>,
  )
}

type Way = NonNullable<ReturnType<Awaited<ReturnType<typeof waysOf>>["get"]>>

function LetterRow({ c, letter, way }: { c: Ctx; letter: RegisteredLetter; way: Way }) {
  const { view } = c.var
  const { t } = view
  const path = `/resolutions/${letter.resolutionId}/letters/${letter.id}`
  return (
    <Row
      href={view.href(`/letters/${letter.id}`)}
      title={t("letter.one", {
        number: letter.numberText,
        date: longDate(letter.dated, view.locale),
        addressee: letter.addressee,
      })}
      mini={[
        t("letter.items", { count: letter.items.length, numbers: numbersIn(letter, numberOf) }),
        t(`letter.channel.${letter.channel}`),
        way.sentAt && <Moment view={view} at={way.sentAt} />,
        way.error && mailError(view, way.error),
        <a href={view.href(`${path}.docx`)} data-turbo="false">
          {t("letter.docx")}
          <span class="unseen">{` ${letter.numberText}`}</span>
        </a>,
      ]}
      end={
        <>
          <StateMark {...wayWord(t, way)} />
          {worthAgain(way, c.var.services.config) && (
            <Deed view={view} action={`${path}/sending`} icon="send">
              {t("letter.resend")}
            </Deed>
          )}
        </>
      }
    />
  )
}

/** The letters of a resolution: how each stands, as .docx each and all as one archive. */
export function resolutionLetterPages(app: Pages) {
  app.get(base, draw)
  app.get(`${base}.zip`, async (c) => {
    const { db } = c.var.services
    const { id } = await askable(c)
    const site = siteOf(c.var.services)
    const models = await letterModels(db, site, await requestLettersOf(db, id), c.var.view.now)
    const resolution = await resolutionById(db, id)
    const template = await loadTemplate(db, resolution?.territoryId ?? null)
    const filled = await lettersZip(template, models, site.say, c.var.view.now)
    return sendFile(c, "zip", c.var.view.t("letter.zip_name", { id }), bytesOf(filled))
  })
  const found = async (c: Ctx, letterId: string) => {
    const { id } = await askable(c)
    const letters = await requestLettersOf(c.var.services.db, id)
    const letter = letters.find((one) => String(one.id) === letterId)
    if (!letter) throw notFound()
    return letter
  }
  app.get(`${base}/:file{[0-9]{1,15}\\.docx}`, async (c) => {
    const letter = await found(c, c.req.param("file").replace(".docx", ""))
    const { db } = c.var.services
    const { name, filled } = await letterDocument(db, siteOf(c.var.services), letter, c.var.view.now)
    return sendFile(c, "docx", name, bytesOf(filled))
  })
  app.post(`${base}/:letter{[0-9]{1,15}}/sending`, async (c) => {
    const letter = await found(c, c.req.param("letter"))
    const form = await formOf(c)
    const input = { id: letter.id, site: siteOf(c.var.services) }
    const done = await attempt(act(c, resendLetter, input, textOf(form, "key")))
    const path = `/resolutions/${letter.resolutionId}/letters`
    if ("value" in done) return goTo(c, path, "letter.resent")
    const [trouble] = Object.values(done.errors)
    return goTo(c, path, trouble!.key as "letter.resent", trouble!.params, "warn")
  })
}
