import { posix } from "node:path"
import { describe, expect, test } from "vitest"
import { modules } from "../src/modules.ts"
import { filesUnder, importsOf, isTest, root, textOf, withoutComments } from "./tree.ts"

/** Faults that are known, each with why it stays; an entry that is no longer needed fails. */
const known = {
  /** Kept in one place of a module and no noun: words that several nouns share; the front has pages and no nouns. */
  outsideNouns: [
    "src/modules/commitments/site.ts",
    "src/modules/deliberation/labels.ts",
    ...[
      "demo-deeds.ts",
      "demo-network.ts",
      "demo-people.ts",
      "demo-world.ts",
      "demo.pages.ts",
      "demo.store.ts",
      "display.pages.tsx",
      "home.page.tsx",
      "plant-deeds.ts",
      "plant-people.ts",
      "plant-demo.ts",
    ].map((name) => `src/modules/front/${name}`),
  ],
  /** The relying party of WebAuthn is not a party of the registry, a network of machines not one of centres. */
  foreignWords: ["src/platform/session/passkey/relying-party.ts", "src/platform/webhooks/webhook/private-network.ts"],
  /** The process that reads one untrusted document has a `main` of its own. */
  ownProcess: ["src/platform/documents/read-worker.ts"],
  /** The wall clock where it measures waiting or dates a report for the operator, and never in the domain. */
  wallClock: /^src\/(cli|platform\/(backup|doctor|embedded))\/|^src\/platform\/(clock|http\/(cache|middleware))\.ts$/,
}

const source = filesUnder("src").filter((path) => !isTest(path))
const code = source.filter((path) => !path.startsWith("src/ui/browser/") && !path.endsWith(".d.ts"))
const everywhere = [...filesUnder("src", /\.(tsx?|css)$/), ...["test", "bench"].flatMap((f) => filesUnder(f))]
const scripts = filesUnder("scripts", /\.(m?[jt]s|sh)$/)

const domain = [...new Set(filesUnder("src/modules").map((path) => path.split("/")[2]!))]
const order = modules.map((m) => m.name)
/** Schemas of the database in the order of who may refer to whom; search has its own, for it can be filled anew. */
const schemas = ["platform", "search", ...order.filter((name) => domain.includes(name))]
const schemaOf = (path: string) => moduleOf(path) ?? (path.startsWith("src/platform/search/") ? "search" : "platform")
const moduleOf = (path: string) => /^src\/modules\/([^/]+)\//.exec(path)?.[1]
const inModule = (name: string) => code.filter((path) => moduleOf(path) === name)

/** Files for which a test finds something, without those that are known; the known ones must still be found. */
const faults = (found: string[], allowed: string[] = []) => ({
  new: found.filter((path) => !allowed.includes(path)),
  noLongerNeeded: allowed.filter((path) => !found.includes(path)),
})
const none = { new: [], noLongerNeeded: [] }

test("there is something to judge", () => {
  expect(root).toMatch(/./)
  expect(code.length).toBeGreaterThan(200)
  expect(domain).toContain("registry")
  expect(importsOf("src/app.ts")).toContain("src/platform/http/env.ts")
})

describe("who may call whom", () => {
  test("src/modules.ts lists every module, the platform's first", () => {
    expect(order.filter((name) => domain.includes(name)).sort()).toEqual([...domain].sort())
    const lastOfPlatform = order.findLastIndex((name) => !domain.includes(name))
    expect(order.slice(0, lastOfPlatform).filter((name) => domain.includes(name))).toEqual([])
  })

  test.each(domain)("%s calls only public.ts of lower modules", (name) => {
    const lower = order.slice(0, order.indexOf(name)).filter((other) => domain.includes(other))
    const doors = lower.map((other) => `src/modules/${other}/public.ts`)
    const wrong = inModule(name).flatMap((path) =>
      importsOf(path)
        .filter((to) => to.startsWith("src/") && !/^src\/(platform|ui)\//.test(to))
        .filter((to) => moduleOf(to) !== name && !doors.includes(to))
        .map((to) => `${path} → ${to}`),
    )
    expect(wrong).toEqual([])
  })

  test("platform and ui import no module and nothing of the program around them", () => {
    const wrong = code
      .filter((path) => /^src\/(platform|ui)\//.test(path))
      .flatMap((path) => importsOf(path).map((to) => `${path} → ${to}`))
      .filter((line) => / → src\/(?!platform\/|ui\/)/.test(line))
    expect(wrong).toEqual([])
  })

  test("ui draws: of the platform it takes types, and who somebody is, languages and dates", () => {
    const wrong = code
      .filter((path) => path.startsWith("src/ui/"))
      .flatMap((path) => [...textOf(path).matchAll(/^import (?!type ).*"(#platform\/[^"]+)"/gm)].map(([, to]) => to!))
      .filter(
        (to) =>
          !["#platform/actor.ts", "#platform/i18n.ts", "#platform/day.ts", "#platform/office/dates.ts"].includes(to),
      )
    expect(wrong).toEqual([])
  })

  test("only what builds the application knows the adapters", () => {
    const builders = ["src/app.ts", "src/setup.ts", "src/modules.ts"]
    const wrong = code
      .filter((path) => !builders.includes(path) && !path.startsWith("src/adapters/"))
      .filter((path) => importsOf(path).some((to) => to.startsWith("src/adapters/")))
    expect(wrong).toEqual([])
  })

  test("names of the platform's files and folders are technical", () => {
    const nouns = domain.flatMap((name) => inModule(name).map((path) => path.split("/")[3]!))
    const words = new Set([...domain, ...nouns.filter((noun) => !noun.includes("."))])
    for (const everyday of ["draft", "erasure", "export", "locales", "migrations", "people", "person", "reading"])
      words.delete(everyday)
    const found = code
      .filter((path) => path.startsWith("src/platform/"))
      .filter((path) => path.split(/[/.-]/).some((word) => words.has(word) || words.has(word.replace(/s$/, ""))))
    expect(faults(found, known.foreignWords)).toEqual(none)
  })
})

describe("the database", () => {
  const tables = new Set(
    code.flatMap((path) =>
      [...textOf(path).matchAll(/\binterface Tables \{([^}]*)\}/g)].flatMap(([, body = ""]) =>
        [...body.matchAll(/"(\w+\.\w+)":/g)].map(([, name]) => name!),
      ),
    ),
  )
  const tablesIn = (path: string) =>
    [...withoutComments(textOf(path)).matchAll(/\b\w+\.\w+\b/g)].map((m) => m[0]).filter((name) => tables.has(name))
  const foreign = (name: string, path: string, allowed: string[]) =>
    tablesIn(path)
      .filter((table) => !allowed.includes(table.split(".")[0]!))
      .map((table) => `${path}: ${table} is not of ${name}`)

  test("tables are declared", () => {
    for (const name of ["platform.event", "registry.party", "deliberation.resolution"]) expect(tables).toContain(name)
    for (const name of tables) expect(schemas).toContain(name.split(".")[0])
  })

  test.each(schemas)("SQL of %s touches only its own schema", (name) => {
    const files = code.filter((path) => schemaOf(path) === name && !path.includes("/migrations/"))
    const wrong = files.flatMap((path) => foreign(name, path, [name]))
    expect([...new Set(wrong)]).toEqual([])
  })

  test.each(schemas)("foreign keys of %s point only down the order", (name) => {
    const files = code.filter((path) => path.includes("/migrations/") && schemaOf(path) === name)
    const allowed = schemas.slice(0, schemas.indexOf(name) + 1)
    const wrong = files.flatMap((path) =>
      [...textOf(path).matchAll(/\bREFERENCES\s+(\w+)\.\w+/gi)]
        .filter(([, schema]) => !allowed.includes(schema!))
        .map(([words]) => `${path}: ${words}`),
    )
    expect(wrong).toEqual([])
  })

  test("pages, policies, the API and what a noun is hold no SQL", () => {
    const noun = (path: string) => posix.basename(path) === `${posix.basename(posix.dirname(path))}.ts`
    const judged = code.filter(
      (path) =>
        moduleOf(path) && (/\.(page|pages|policy|api)\.tsx?$/.test(path) || path.endsWith(".tsx") || noun(path)),
    )
    expect(judged.length).toBeGreaterThan(20)
    const wrong = judged.filter((path) =>
      /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql(<[^`]*>)?`/.test(withoutComments(textOf(path))),
    )
    expect(wrong).toEqual([])
  })

  test("migrations are named by time and module", () => {
    const wrong = code.filter((path) => path.includes("/migrations/") && !/\/\d{8}T\d{4}_[a-z_]+\.ts$/.test(path))
    expect(wrong).toEqual([])
  })
})

describe("nothing is ambient", () => {
  test("only the command line reads arguments and ends the process", () => {
    const found = code.filter((path) => /\bprocess\.(argv|exit\()/.test(withoutComments(textOf(path))))
    const outside = found.filter((path) => path !== "src/main.ts" && !path.startsWith("src/cli/"))
    expect(faults(outside, known.ownProcess)).toEqual(none)
  })

  test("the time is an argument", () => {
    const found = code.filter((path) => /\bnew Date\(\)|\bDate\.now\(\)/.test(withoutComments(textOf(path))))
    expect(found.length).toBeGreaterThan(1)
    expect(found.filter((path) => !known.wallClock.test(path))).toEqual([])
  })

  test("settings come from config.ts alone", () => {
    const found = code.filter((path) => /\bprocess\.env\b/.test(withoutComments(textOf(path))))
    expect(found.filter((path) => path.startsWith("src/modules/") || path.startsWith("src/ui/"))).toEqual([])
  })
})

describe("files", () => {
  const lines = (path: string) => textOf(path).split("\n").length - 1
  const long = (path: string) => isTest(path) || /\/(migrations|locales)\//.test(path) || path.startsWith("test/")
  const sizes = source.filter((path) => !long(path)).map(lines)
  const share = (part: number) => sizes.sort((a, b) => a - b)[Math.floor(sizes.length * part)]

  test("half of them fit on a screen, and none is a drawer", () => {
    expect(share(0.5)).toBeLessThanOrEqual(60)
    expect(share(0.9)).toBeLessThanOrEqual(180)
    const wrong = everywhere
      .map((path) => [path, lines(path), long(path) ? 500 : 300] as const)
      .filter(([, n, limit]) => n > limit)
      .map(([path, n, limit]) => `${path}: ${n} of at most ${limit} lines`)
    expect(wrong).toEqual([])
  })

  test("no barrels and no drawers", () => {
    const drawers = /(^|\/)(utils?|helpers?|common|misc|lib|shared|controllers|repositories|models)(\/|\.tsx?$)/
    const onlyPassesOn = (path: string) => {
      const passedOn = /^export (type )?(\{[^}]*\}|\*)( as \w+)? from "[^"]*"$/gm
      const rest = withoutComments(textOf(path)).replace(passedOn, "")
      return passedOn.test(textOf(path)) && rest.replace(/^import .*$/gm, "").trim() === ""
    }
    const barrels = source.filter((path) => !path.endsWith("/public.ts") && onlyPassesOn(path))
    const named = everywhere.filter((path) => drawers.test(path) || /\/index\.tsx?$/.test(path))
    expect([...barrels, ...named]).toEqual([])
  })

  test("nothing is left for later", () => {
    const promise = new RegExp(`\\b(${["TO", "FIX"].map((start, i) => start + ["DO", "ME"][i]).join("|")})\\b`)
    expect([...everywhere, ...scripts].filter((path) => promise.test(textOf(path)))).toEqual([])
  })

  test("a module has its fixed files, and everything else lies in the folder of a noun", () => {
    const fixed = ["module.ts", "public.ts", "events.ts", "tables.ts", "reactions.ts", "settings.ts", "jobs.ts"]
    const found = domain
      .flatMap(inModule)
      .filter((path) => path.split("/").length === 4 && !fixed.includes(posix.basename(path)))
    expect(faults(found, known.outsideNouns)).toEqual(none)
    for (const name of domain) expect(inModule(name)).toContain(`src/modules/${name}/module.ts`)
  })

  test("no class is more than an error, a page cache or a client of the database", () => {
    const wrong = code.flatMap((path) =>
      [...withoutComments(textOf(path)).matchAll(/\bclass (\w+)(?: extends (\w[\w.]*))?/g)]
        .filter(([, name, of]) => !/Error$|^Refusal$/.test(of ?? "") && !["PageCache", "NamingClient"].includes(name!))
        .map(([words]) => `${path}: ${words}`),
    )
    expect(wrong).toEqual([])
  })
})

describe("where strangers enter, it is explained", () => {
  const declared = (name: string) => `export (?:async )?(?:function\\*? ${name}|const ${name}\\b(?=.*=))`
  /** Exported functions of a text that no doc comment stands before. */
  function undocumented(text: string, name = "\\w+"): string[] {
    const all = text.split("\n")
    return all.flatMap((line, at) => {
      const found = new RegExp(`^${declared(name.replace("\\w+", "(\\w+)"))}`).exec(line)
      if (!found || !isFunction(all.slice(at, at + 12).join("\n"))) return []
      let above = at - 1
      while (all[above]?.startsWith("// ")) above--
      return all[above]?.trimEnd().endsWith("*/") ? [] : [found[1] ?? found[2] ?? name]
    })
  }
  const isFunction = (text: string) =>
    /^export (async )?function|^export const \w+ =\s*(async )?(<[^=]*>)?\(/.test(text)

  test("the top of the platform", () => {
    const files = filesUnder("src/platform").filter((path) => path.split("/").length === 3 && !isTest(path))
    const wrong = files.flatMap((path) => undocumented(textOf(path)).map((name) => `${path}: ${name}`))
    expect(wrong).toEqual([])
  })

  test("the doors of modules", () => {
    const doors = domain.map((name) => `src/modules/${name}/public.ts`).filter((path) => code.includes(path))
    const behind = (door: string) =>
      [...textOf(door).matchAll(/^export \{([^}]*)\} from "([^"]+)"/gm)].flatMap(([, names = "", to = ""]) =>
        names
          .split(",")
          .map((n) => n.trim().split(" as ")[0]!)
          .filter((name) => name && !name.startsWith("type "))
          .map((name) => [posix.join(posix.dirname(door), to), name] as const),
      )
    const wrong = doors.flatMap((door) => [
      ...undocumented(textOf(door)).map((name) => `${door}: ${name}`),
      ...behind(door).flatMap(([path, name]) => undocumented(textOf(path), name).map(() => `${path}: ${name}`)),
    ])
    expect(doors.length).toBeGreaterThan(1)
    expect(wrong).toEqual([])
  })

  test("events are named by noun and deed, and each has its sentence", () => {
    const events = modules.flatMap((m) => Object.entries(m.events ?? {}))
    expect(events.length).toBeGreaterThan(30)
    expect(events.filter(([name]) => !/^[a-z]+\.[a-z_]+$/.test(name)).map(([name]) => name)).toEqual([])
    expect(events.filter(([, { doc }]) => !/^[A-Z].{10,}\.$/.test(doc)).map(([name]) => name)).toEqual([])
    expect(new Set(events.map(([name]) => name)).size).toBe(events.length)
  })

  test("scheduled jobs have names that a crontab takes", () => {
    const jobs = modules.flatMap((m) => m.jobs ?? []).filter(({ schedule }) => schedule)
    expect(jobs.length).toBeGreaterThan(5)
    expect(jobs.map(({ name }) => name).filter((name) => !/^[a-z_-]+$/.test(name))).toEqual([])
  })

  test("every module of the domain says what it is for", () => {
    const readmes = filesUnder("src/modules", /\/README\.md$/)
    for (const name of domain) {
      expect(readmes).toContain(`src/modules/${name}/README.md`)
      expect(textOf(`src/modules/${name}/README.md`).split("\n").length - 1).toBeLessThanOrEqual(40)
    }
  })
})
