import type { Child } from "hono/jsx"

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

/** What people typed, in paragraphs parted by empty lines; addresses lead somewhere, and nothing else of it is markup. */
export const PlainText = ({ text }: { text: string }) => (
  <div class="prose">
    {text
      .split(/\n\s*\n/)
      .filter((part) => part.trim())
      .map((part) => (
        <p>{part.split("\n").map((line, i) => [i > 0 && <br />, ...linked(line)])}</p>
      ))}
  </div>
)
