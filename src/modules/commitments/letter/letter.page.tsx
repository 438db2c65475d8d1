import { numberOf, resolutionById } from "#modules/deliberation/public.ts"
import { mailError } from "#platform/delivery/outbox.page.tsx"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import type { Ctx } from "#platform/http/env.ts"
import { journalFor } from "#platform/journal.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Facts } from "#ui/card.tsx"
import { TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import { Item, Items, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import { recipientById } from "../recipient/recipient.store.ts"
import { filesField } from "./file-field.tsx"
import { LetterLine, standingOf } from "./letter-line.tsx"
import { kindWord, type MailWay, waysOf, wayWord, worthAgain } from "./letter-words.ts"
import { letterById, type RegisteredLetter, repliesTo } from "./register.store.ts"
import { mayBeAnswered } from "./register-incoming.ts"

type LetterPageProps = { c: Ctx; letter: RegisteredLetter; errors: Record<string, Saying>; email?: string | undefined }

/** One letter: what it says, to whom and how it went, scans, what came back. */
export async function LetterPage({ c, letter, errors, email }: LetterPageProps) {
  const { view, services, actor } = c.var
  const { db } = services
  const { t, locale } = view
  const resolution = letter.resolutionId === null ? undefined : await resolutionById(db, letter.resolutionId)
  const files = await attachmentsOf(db, { kind: "letter", id: letter.id })
  const replies = await repliesTo(db, letter.id)
  const answered = letter.replyTo === null ? undefined : await letterById(db, letter.replyTo)
  const ways = await waysOf(db, [letter, ...replies, ...(answered ? [answered] : [])])
  const way = ways.get(letter.id)!
  const recipient = letter.recipientId === null ? undefined : await recipientById(db, letter.recipientId)
  const outgoing = letter.direction === "out"
  return (
    <Page
      view={view}
      narrow
      title={t("letter.page.title", { number: letter.numberText })}
      crumbs={[{ href: "/letters", label: t("register.title") }]}
      sub={t(outgoing ? "letter.page.out" : "letter.page.in", {
        number: letter.numberText,
        date: longDate(letter.dated, locale),
      })}
      state={<StateMark {...standingOf(view, letter, way)} />}
    >
      <LetterFacts view={view} letter={letter} way={way} resolution={resolution} />
      {letter.items.length > 0 && (
        <>
          <h2>{t("letter.says")}</h2>
          <Items label={t("letter.says")}>
            {letter.items.map((item) => (
              <Item no={numberOf(item)} title={item.text} />
            ))}
          </Items>
        </>
      )}
      {letter.body && (
        <>
          <h2>{t("letter.says")}</h2>
          <pre class="letter">{letter.body}</pre>
        </>
      )}
      <p class="buttons">
        {mayBeAnswered(letter) && (
          <LinkButton kind="primary" icon="inbox" href={view.href(`/letters/${letter.id}/reply`)}>
            {t("letter.reply.register")}
          </LinkButton>
        )}
        {outgoing && (
          <LinkButton icon="download" download href={view.href(`/letters/${letter.id}.docx`)}>
            {t("letter.docx")}
          </LinkButton>
        )}
      </p>
      {letter.kind === "request" && worthAgain(way, services.config) && (
        <ResendForm view={view} id={letter.id} email={email ?? recipient?.email ?? ""} errors={errors} />
      )}
      {answered && <LetterList view={view} title={t("letter.answers")} letters={[answered]} ways={ways} />}
      {replies.length > 0 && <LetterList view={view} title={t("letter.reply")} letters={replies} ways={ways} />}
      <h2>{t("letter.files")}</h2>
      {files.length > 0 ? (
        <ul>
          {files.map(({ id, name }) => (
            <li>
              <a href={view.href(`/files/${id}`)} data-turbo="false">
                {name}
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t("letter.files.none")}</p>
      )}
      <AttachForm c={c} letter={letter} errors={errors} />
      <History
        view={view}
        subject="letter"
        entries={await journalFor(services, actor, { kind: "letter", id: letter.id })}
      />
    </Page>
  )
}

type FactsProps = {
  view: View
  letter: RegisteredLetter
  way: MailWay
  resolution: { id: number; title: string } | undefined
}
function LetterFacts({ view, letter, way, resolution }: FactsProps) {
  const { t, locale } = view
  const outgoing = letter.direction === "out"
  const theirs = letter.theirDate
    ? t("letter.their_value", { number: letter.theirNumber, date: longDate(letter.theirDate, locale) })
    : letter.theirNumber
  return (
    <Facts
      facts={[
        [t("letter.writer"), letter.writer],
        [t(outgoing || letter.writer ? "letter.to" : "letter.from"), letter.addressee],
        [t("letter.subject"), letter.subject],
        [t("letter.kind"), kindWord(t, letter)],
        [t("letter.their"), theirs],
        [t("letter.how"), outgoing && t(`letter.channel.${letter.channel}`)],
        [
          t("letter.mail"),
          outgoing && letter.mailId !== null && (
            <>
              <StateMark {...wayWord(t, way)} /> {way.sentAt && <Moment view={view} at={way.sentAt} />}
              {way.error && mailError(view, way.error)}
            </>
          ),
        ],
        [t("letter.waits"), letter.awaitedUntil && longDate(letter.awaitedUntil, locale)],
        [
          t("letter.resolution"),
          resolution && <a href={view.href(`/resolutions/${resolution.id}`)}>{resolution.title}</a>,
        ],
        [
          t("letter.item"),
          letter.itemId !== null && <a href={view.href(`/items/${letter.itemId}`)}>{t("letter.open_item")}</a>,
        ],
      ]}
    />
  )
}

type ResendProps = { view: View; id: number; email: string; errors: Record<string, Saying> }
function ResendForm({ view, id, email, errors }: ResendProps) {
  const { t } = view
  const labels: Record<string, string> = { email: t("letter.resend_to") }
  const form = { view, errors: "files" in errors ? {} : errors, labels, values: { email } }
  return (
    <Form form={form} action={`/letters/${id}/sending`} buttons={<Button icon="send">{t("letter.resend")}</Button>}>
      <TextField {...field(form, "email")} type="email" exact hint={t("letter.resend_hint")} />
    </Form>
  )
}

type ListProps = { view: View; title: string; letters: RegisteredLetter[]; ways: Map<number, MailWay> }
const LetterList = ({ view, title, letters, ways }: ListProps) => (
  <>
    <h2>{title}</h2>
    <Rows label={title}>
      {letters.map((one) => (
        <LetterLine view={view} letter={one} way={ways.get(one.id)!} />
      ))}
    </Rows>
  </>
)

async function AttachForm({ c, letter, errors }: { c: Ctx; letter: RegisteredLetter; errors: Record<string, Saying> }) {
  const { view } = c.var
  const { t } = view
  const labels: Record<string, string> = { files: t("letter.files.field") }
  const form = { view, errors: "files" in errors ? errors : {}, labels, values: {} }
  return (
    <Form form={form} files action={`/letters/${letter.id}/files`} buttons={<Button>{t("letter.files.add")}</Button>}>
      {await filesField(c, form, [], t("letter.files.hint"))}
    </Form>
  )
}
