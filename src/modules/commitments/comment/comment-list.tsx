import type { Child } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Moment } from "#ui/time.tsx"
import type { OpenComment } from "./comment.store.ts"

/** Plain words, line by line; addresses lead somewhere only where who wrote them has an account. */
export function Words({ body, member }: Pick<OpenComment, "body" | "member">) {
  const lines = body.split(/\r?\n/).filter((line) => line.trim())
  return (
    <>
      {lines.map((line) => (
        <p>{member ? linked(line) : line}</p>
      ))}
    </>
  )
}

/** A line whose addresses are links; what ends a sentence is none of them. */
const linked = (line: string): Child[] =>
  line.split(/(https?:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?)])/).map((part, i) =>
    i % 2 ? (
      <a href={part} rel="nofollow ugc noopener">
        {part}
      </a>
    ) : (
      part
    ),
  )

/** Comments one under another, newest first. */
export const CommentList = ({ view, comments }: { view: View; comments: OpenComment[] }) => (
  <ol class="rows" aria-label={view.t("comment.title")}>
    {comments.map((comment) => (
      <li id={`comment-${comment.id}`}>
        <div>
          <p class="mini">
            <b>{comment.name || view.t("comment.nameless")}</b> · <Moment view={view} at={comment.at} />
          </p>
          <Words {...comment} />
        </div>
      </li>
    ))}
  </ol>
)
