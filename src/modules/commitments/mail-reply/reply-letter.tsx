import type { Attachment } from "#platform/files/attachment.store.ts"
import type { View } from "#platform/view.ts"
import { Facts } from "#ui/card.tsx"
import { Notice } from "#ui/flash.tsx"
import { Moment } from "#ui/time.tsx"
import { senderInWords } from "./evidence.ts"
import type { MailReply } from "./reply.store.ts"
import { senderOf } from "./sender.ts"

export const subjectOf = ({ t }: View, { subject }: Pick<MailReply, "subject">) => subject || t("reply.no_subject")

/** Who wrote, and whether that is whom we asked. Nobody can be sure of it, so it is said before anything else. */
function Sender({ view, reply }: { view: View; reply: MailReply }) {
  const { t } = view
  const sender = senderOf(reply.fromAddress, reply.recipientEmail)
  return (
    <Notice tone={sender === "same" || sender === "domain" ? "info" : "warn"}>
      <p>{t(`reply.sender.${sender}`, { from: reply.fromAddress, known: reply.recipientEmail })}</p>
    </Notice>
  )
}

/** The letter as it came: its head, its own words, and folded under them the letter that it answers. */
export function ReplyLetter({ view, reply, files }: { view: View; reply: MailReply; files: Attachment[] }) {
  const { t, href } = view
  return (
    <>
      <Sender view={view} reply={reply} />
      <Facts
        facts={[
          [t("reply.from"), senderInWords(reply)],
          [t("reply.received"), <Moment view={view} at={reply.receivedAt} />],
          [t("reply.subject"), subjectOf(view, reply)],
          [
            t("reply.files"),
            files.length > 0 &&
              files.map((file) => (
                <div>
                  <a href={href(`/replies/${reply.id}/files/${file.id}`)} data-turbo="false">
                    {file.name}
                  </a>
                </div>
              )),
          ],
          [t("reply.not_kept"), reply.notKept.length > 0 && reply.notKept.join(", ")],
        ]}
      />
      {reply.text ? <pre class="letter">{reply.text}</pre> : <p>{t("reply.no_text")}</p>}
      {reply.fullText !== reply.text && (
        <details class="text-around">
          <summary>{t("reply.full")}</summary>
          <pre class="letter">{reply.fullText}</pre>
        </details>
      )}
    </>
  )
}
