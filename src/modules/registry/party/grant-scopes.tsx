import type { Ctx } from "#platform/http/env.ts"
import type { Slots } from "#platform/slots.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { asTree } from "../territory/territory.ts"
import { partyById } from "./party.store.ts"
import "#platform/session/people/scope.ts"

/** The territories, and the organisation or body that is chosen already, as options of what a role can be limited to. */
export async function grantScopes(c: Ctx, { chosen }: Slots["grant.scopes"]) {
  const territories = asTree(await allTerritories(c.var.services.db))
  // Of thousands of organisations only the one is offered whose card led here.
  const [, nature, id] = /^(organisation|body):(\d+)$/.exec(chosen) ?? []
  const party = id === undefined ? undefined : await partyById(c.var.services.db, Number(id))
  if (!territories.length && !party) return null
  return (
    <>
      {party && party.nature === nature && (
        <option value={chosen} selected>
          {party.name}
        </option>
      )}
      {territories.length > 0 && (
        <optgroup label={c.var.view.t("registry.territory.list")}>
          {territories.map(({ id, name, depth }) => (
            <option value={`territory:${id}`} selected={chosen === `territory:${id}`}>
              {"\u2003".repeat(depth) + name}
            </option>
          ))}
        </optgroup>
      )}
    </>
  )
}

/** The name of the territory, organisation or body that a role is limited to. */
export async function grantScope(c: Ctx, { kind, id }: Slots["grant.scope"]) {
  const { db } = c.var.services
  if (kind === "territory") return (await allTerritories(db)).find((x) => x.id === id)?.name ?? null
  return (await partyById(db, id))?.name ?? null
}
