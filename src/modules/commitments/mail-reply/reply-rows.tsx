import type { PropsWithChildren } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { Moment } from "#ui/time.tsx"
import { guessReply } from "./guess-reply.ts"
import type { ListedReply } from "./reply.store.ts"
import { subjectOf } from "./reply-letter.tsx"
import { senderOf } from "./sender.ts"

const tones = { waiting: "silent", taken: "done", dismissed: "closed" } as const

/** Answers by e-mail, each with what it seems to say; for their list, the desk and the page of a request. */
export const ReplyRows = ({ view, replies }: { view: View; replies: ListedReply[] }) => (
  <Rows label={view.t("reply.list")}>
    {replies.map((reply) => (
      <Row
        href={view.href(`/replies/${reply.id}`)}
        title={view.t("reply.row", { addressee: reply.addressee, subject: subjectOf(view, reply) })}
        mini={[
          <Moment view={view} at={reply.receivedAt} />,
          reply.fromAddress,
          ["other", "unknown"].includes(senderOf(reply.fromAddress, reply.recipientEmail)) &&
            view.t("reply.sender.short"),
          reply.state === "waiting" && guessed(view, reply),
        ]}
        end={<StateMark tone={tones[reply.state]} word={view.t(`reply.word.${reply.state}`)} />}
      />
    ))}
  </Rows>
)

function guessed({ t }: View, reply: ListedReply) {
  const { kind } = guessReply(reply, reply.onDay)
  return kind && t("reply.seems", { kind: t(`request.record.kind.${kind}`) })
}

/** «Ответы письмом» on the page of a request or on the desk; nothing where nobody wrote. */
export const RepliesSection = ({
  view,
  replies,
  children,
}: PropsWithChildren<{ view: View; replies: ListedReply[] }>) =>
  replies.length > 0 && (
    <section aria-labelledby="replies">
      <h2 id="replies">{view.t("reply.list")}</h2>
      <ReplyRows view={view} replies={replies} />
      {children}
    </section>
  )
