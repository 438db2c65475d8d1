import { loadItem, resolutionById } from "#modules/deliberation/public.ts"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { LinkButton } from "#ui/button.tsx"
import { Rows } from "#ui/list.tsx"
import { canReadLetters } from "./letter.policy.ts"
import { LetterLine } from "./letter-line.tsx"
import { waysOf } from "./letter-words.ts"
import { lettersOfItem } from "./register.store.ts"

/** On the page of an item, for its staff: what the centre itself wrote about it, and the link to write. */
export async function itemLetters(c: Ctx, { id }: { id: number }) {
  const { view, services, actor } = c.var
  if (!staffSomewhere(actor)) return null
  const item = await loadItem(services.db, id)
  const resolution = item && (await resolutionById(services.db, item.resolutionId))
  if (!resolution?.adoptedOn) return null
  if (!canReadLetters(actor, await territoryScopes(services.db, resolution.territoryId))) return null
  const letters = await lettersOfItem(services.db, id)
  const ways = await waysOf(services.db, letters)
  const title = view.t("letters.of_item.title")
  return (
    <section>
      {letters.length > 0 && (
        <>
          <h2>{title}</h2>
          <Rows label={title}>
            {letters.map((letter) => (
              <LetterLine view={view} letter={letter} way={ways.get(letter.id)!} />
            ))}
          </Rows>
        </>
      )}
      <p class="buttons">
        <LinkButton icon="mail" href={view.href(`/items/${id}/letters/new`)}>
          {view.t("letters.of_item.write")}
        </LinkButton>
      </p>
    </section>
  )
}
