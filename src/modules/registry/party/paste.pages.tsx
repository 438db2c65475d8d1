import { createHash } from "node:crypto"
import { ownTerritory, staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import { locales } from "#platform/i18n.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed } from "#platform/refusal.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp, type Territory } from "../territory/territory.ts"
import { foldTerritory } from "../territory/territory-names.ts"
import { importParties } from "./import-parties.ts"
import { type ImportRow, importLimit } from "./import-row.ts"
import { canKeepParty, scopesOfParty } from "./party.policy.ts"
import { partiesByFoldedName, partiesByInn } from "./party.store.ts"
import { kindOfWord, knownKind } from "./party-words.ts"
import { PastePage } from "./paste-page.tsx"
import { type Corrections, checkPasted, foldedNames, pastedInns, pastedText, readPasted } from "./pasted.ts"
import { type ColumnUse, pastedFields } from "./pasted-columns.ts"

type FormData = Awaited<ReturnType<typeof formOf>>
const assumedAtFirst = "ngo"
const fingerprintOf = (text: string) => createHash("sha1").update(text).digest("base64url").slice(0, 12)

/** Corrections made on the page; they hold only for the text that the page was drawn from. */
function corrections(form: FormData, text: string): { columns: Corrections; kinds: Map<number, string> } {
  if (field(form, "fingerprint") !== fingerprintOf(text)) return { columns: {}, kinds: new Map() }
  const numbered = (name: string) =>
    Object.keys(form).flatMap((key): [number, string][] =>
      key.startsWith(`${name}.`) ? [[Number(key.slice(name.length + 1)), field(form, key)]] : [],
    )
  const uses = new Set<string>([...pastedFields, "ignored"])
  const chosen = numbered("column").filter(([, use]) => uses.has(use)) as [number, ColumnUse][]
  const columns: ColumnUse[] = []
  for (const [i, use] of chosen) columns[i] = columns.includes(use) ? "ignored" : use
  return { columns: { columns, header: field(form, "header") === "yes" }, kinds: new Map(numbered("kind")) }
}

const permits = (c: Ctx, territories: Territory[]) => (row: ImportRow) => {
  const found = territories.find(({ name }) => foldTerritory(name) === foldTerritory(row.territory))
  const id = row.territory ? (found?.id ?? null) : ownTerritory(c.var.actor)
  return canKeepParty(c.var.actor, scopesOfParty(row, scopesOfPath(pathUp(territories, id))))
}

async function read(c: Ctx, form: FormData, text: string, assumed: string) {
  const { db, translator } = c.var.services
  const territories = await allTerritories(db)
  const corrected = corrections(form, text)
  const pasted = readPasted(text, territories, corrected.columns)
  const says = locales.map((locale) => translator.say[locale])
  const checked = checkPasted(pasted, {
    existing: await partiesByFoldedName(db, foldedNames(pasted)),
    byInn: await partiesByInn(db, pastedInns(pasted)),
    territories,
    assumed: knownKind(assumed) ?? { nature: "organisation", kind: "ngo" },
    chosen: new Map(
      [...corrected.kinds].flatMap(([line, choice]) => {
        const kind = knownKind(choice)
        return kind ? [[line, kind] as const] : []
      }),
    ),
    kindOfCell: (cell) => kindOfWord(says, cell),
    permits: permits(c, territories),
  })
  const known = new Set(territories.map(({ name }) => foldTerritory(name)))
  const named = new Map(checked.accepted.map(({ row }) => [foldTerritory(row.territory), row.territory]))
  const newTerritories = [...named].flatMap(([folded, name]) => (folded && !known.has(folded) ? [name] : []))
  return { pasted, checked, newTerritories, fingerprint: fingerprintOf(text) }
}

async function paste(c: Ctx) {
  const form = await formOf(c)
  // Not trimmed: an empty first cell is a tab at the start.
  const text = typeof form.text === "string" ? form.text.replace(/\r\n?/g, "\n") : ""
  const assumed = field(form, "assumed") || assumedAtFirst
  const { view } = c.var
  const found = await read(c, form, text, assumed)
  const refuse = (key: string) =>
    c.html(<PastePage {...{ view, text, assumed }} errors={{ text: { key, params: { limit: importLimit } } }} />, 422)
  if (!found.pasted.rows.length) return refuse("registry.paste.nothing")
  if (found.pasted.rows.length > importLimit) return refuse("registry.paste.too_many")
  const { accepted, refused } = found.checked
  if (field(form, "do") !== "save" || !accepted.length)
    return c.html(<PastePage {...{ view, text, assumed }} read={found} />)
  const rows = accepted.map(({ row }) => row)
  const done = await attempt(act(c, importParties, { rows }, field(form, "key")))
  if (!("value" in done))
    return c.html(<PastePage {...{ view, text, assumed }} read={found} errors={done.errors} />, 422)
  const added = done.value.added.length
  if (!refused.length) {
    const bodiesOnly = rows.every(({ nature }) => nature === "body")
    return goTo(c, bodiesOnly ? "/bodies" : "/organisations", "registry.paste.saved", { added })
  }
  const rest = pastedText(found.pasted.header, refused)
  return c.html(<PastePage {...{ view, assumed }} text={rest} saved={added} read={await read(c, {}, rest, assumed)} />)
}

/** «Вставить список»: /organisations/paste. Must stand before the addresses of cards. */
export function pastePages(app: Pages) {
  app.use("/organisations/paste", async (c, next) => {
    if (!staffSomewhere(c.var.actor)) throw notAllowed()
    await next()
  })
  app.get("/organisations/paste", (c) => c.html(<PastePage view={c.var.view} text="" assumed={assumedAtFirst} />))
  app.post("/organisations/paste", paste)
}
