import type { Ctx } from "#platform/http/env.ts"
import { LinkButton } from "#ui/button.tsx"
import { Rows } from "#ui/list.tsx"
import { LetterLine } from "./letter-line.tsx"
import { waysOf } from "./letter-words.ts"
import { lettersOfRequest } from "./register.store.ts"

/**
 * On the page of a request, for those who may write about it: letters to third bodies, what came back, and the link to
 * write another one. The page asks its policy (`canAsk`) before it draws this.
 */
export async function RequestLetters({ c, requestId }: { c: Ctx; requestId: number }) {
  const { view, services } = c.var
  const letters = await lettersOfRequest(services.db, requestId)
  const ways = await waysOf(services.db, letters)
  return (
    <section>
      <h2>{view.t("letters.of_request.title")}</h2>
      {letters.length > 0 && (
        <Rows label={view.t("letters.of_request.title")}>
          {letters.map((letter) => (
            <LetterLine view={view} letter={letter} way={ways.get(letter.id)!} />
          ))}
        </Rows>
      )}
      <p class="buttons">
        <LinkButton icon="mail" href={view.href(`/requests/${requestId}/letters/new`)}>
          {view.t("letters.of_request.write")}
        </LinkButton>
      </p>
    </section>
  )
}
