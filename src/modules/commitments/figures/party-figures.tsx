import type { Ctx } from "#platform/http/env.ts"
import { figureWords } from "./figure-words.ts"
import { figuresAbout } from "./load-figures.ts"

/** On the card of a body or an organisation: how it answers, in one sentence; beside nobody else. */
export async function partyFigures(c: Ctx, { id }: { id: number }) {
  const { view } = c.var
  const figures = await figuresAbout(c, "body", id)
  if (!figures) return null
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{view.t("figures.party")}</h2>
      <p>{figureWords(view, figures)}</p>
      <p>
        <a href={view.href(`/requests?body=${id}`)}>{view.t("figures.party_requests")}</a>
      </p>
    </section>
  )
}
