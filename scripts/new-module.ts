/**
 * npm run new-module NAME [NOUN [NOUNS]]
 *
 * Makes src/modules/NAME by copying the smallest living noun, `territory` of `registry`, with the names replaced:
 * a table, two commands, events, pages, an API, texts in both languages, tests. Then change it into what you need.
 */
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...path: string[]) => join(root, "src/modules", ...path)

function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}

const [name = "", noun = name, nouns = `${noun.replace(/y$/, "ie")}s`] = process.argv.slice(2)
if (![name, noun, nouns].every((word) => /^[a-z]+$/.test(word)) || noun === nouns)
  stop("Write a domain word in lower-case Latin letters and what it holds: npm run new-module calendar event")
if (existsSync(at(name))) stop(`src/modules/${name} is there already.`)
for (const module of readdirSync(at())) {
  const texts = at(module, "locales/en.json")
  if (existsSync(texts) && readFileSync(texts, "utf8").includes(`"field.${noun}.`))
    stop(`${module} has a noun “${noun}” already: choose another one.`)
}

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1)
const migration = `${new Date().toISOString().replace(/[-:]/g, "").slice(0, 13)}_${name}_start`
// «Территория» and «запись» are declined alike, so the texts stay grammatical until somebody writes better ones.
const names: [RegExp, string][] = [
  [/\d{8}T\d{4}_registry_start/g, migration],
  [/\/settings\/territories/g, `/${nouns}`],
  [/\b([Aa]) territory\b/g, `$1${/^[aeiou]/.test(noun) ? "n" : ""} ${noun}`],
  [/territories/g, nouns],
  [/Territories/g, capital(nouns)],
  [/territory/g, noun],
  [/Territory/g, capital(noun)],
  [/registry/g, name],
  [/Registry/g, capital(name)],
  [/территориями/g, "записями"],
  [/территориям/g, "записям"],
  [/территория/g, "запись"],
  [/Территория/g, "Запись"],
  [/территории/g, "записи"],
  [/Территории/g, "Записи"],
  [/территорию/g, "запись"],
  [/территорий/g, "записей"],
  [/Территорий/g, "Записей"],
]
const renamed = (text: string) => names.reduce((done, [from, to]) => done.replace(from, to), text)

function write(path: string, text: string) {
  const target = at(name, path)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, text)
}
const source = (path: string) => readFileSync(at("registry", path), "utf8")
/** Copies a file of the registry, first cutting out what is said of its other nouns. */
const copy = (path: string, cut = (text: string) => text) => write(renamed(path), renamed(cut(source(path))))
const withoutLines = (text: string, words: RegExp) =>
  text
    .split("\n")
    .filter((line) => !words.test(line))
    .join("\n")

for (const file of readdirSync(at("registry/territory")))
  if (!/-names|-scopes|-link|\.policy/.test(file)) copy(`territory/${file}`)
copy("migrations/20261121T1000_registry_start.ts")
copy("tables.ts", (text) =>
  withoutLines(
    text.replace(/(\/\*\*[^/]*\*\/\n)?export interface (?!TerritoryTable)\w+ \{[\s\S]*?\n\}\n/g, ""),
    /"registry\.(?!territory")|^import .* from "\.\//,
  ),
)
copy("events.ts", (text) =>
  withoutLines(text.replace(/^ {2}"(?!territory\.)\w+\.[\s\S]*?\n {2}\},\n/gm, ""), /^import .* from "\.\//)
    .replace(/^const \w+ = [\s\S]*?(?=^$)/gm, "")
    .replace(/Subjects are .* and /, "Subjects are "),
)
const menu = '{ href: "/settings/territories", label: "registry.territory.list", visible: staffSomewhere, order: 90 },'
copy("module.ts", (text) =>
  withoutLines(
    text
      .replace(/\/\*\* .* \*\//, "/** Say here in one sentence what it is for. */")
      .replace(/import \{ staffSomewhere \} from .*\n/, "")
      .replace("import type { Module }", 'import { staffSomewhere } from "#platform/actor.ts"\nimport type { Module }')
      .replace(/^ {2}commands: \[[\s\S]*?\],$/m, "  commands: [addTerritory, editTerritory],")
      .replace(/^ {2}(?:answers|importers|jobs|reactions|references|slots|unmoved): [[{][\s\S]*?[\]}],\n/gm, "")
      .replace(/^ {2}messages: \{\n[\s\S]*?^ {2}\},$/m, "  messages: { ru, en },")
      .replace(/^type (\w+) = [\s\S]*?(?=^declare )/m, "type $1 = typeof ru\n")
      .replace(/^ {2}menu: \[[\s\S]*?^ {2}\],$/m, `  menu: [${menu}],`),
    /^import .* from "\.\/(?!events|locales\/(?:en|ru)\.json|territory\/|migrations\/\w+_registry_start)|territoryLink|^ {2}(?:reactions|settings),|^ {4}"\d+T\d+_(?!registry_start)|^ {4}(?!territory)\w+\((?:app|api)\)/,
  ),
)
for (const locale of ["ru", "en"]) {
  const texts = Object.entries(JSON.parse(source(`locales/${locale}.json`)) as Record<string, string>)
  const own = texts.filter(([key]) =>
    /^registry\.(?:territory|form)\.|^(?:field|value)\.territory\.|^event\.territory_/.test(key),
  )
  write(`locales/${locale}.json`, `${renamed(JSON.stringify(Object.fromEntries(own), null, 2))}\n`)
}
write(
  `${noun}/${noun}.policy.ts`,
  `import { type Actor, staff } from "#platform/actor.ts"
import type { ${capital(noun)} } from "./${noun}.ts"

/** Changes one or adds one under it. @param _path it and those above it, nearest first */
export const canKeep${capital(noun)} = (actor: Actor, _path: ${capital(noun)}[]): boolean => staff(actor)
`,
)
write(
  "public.ts",
  `/** The door of ${name}: what other modules may call. */\nexport { all${capital(nouns)} } from "./${noun}/${noun}.store.ts"\n`,
)
write(
  "README.md",
  `# ${name}\n\nWhat it is for.\n\n## Words\n- **${noun}**: what it means.\n\n## Invariants\n- A ${noun} never lies under itself.\n\n## What it deliberately does not do\n`,
)

const list = join(root, "src/modules.ts")
const modules = readFileSync(list, "utf8")
const listed = modules
  .replace(/^import /m, `import { ${name} } from "#modules/${name}/module.ts"\nimport `)
  // The front page reads all modules and stays the last.
  .replace(/(,\s*front)?(,?\s*\])(?=\s*$)/, (_, front = "", end) => `, ${name}${front}${end}`)
writeFileSync(list, listed)
// Who may try its commands, as with those that were copied.
const rights = join(root, "test/command-rules.ts")
const table = readFileSync(rights, "utf8")
writeFileSync(
  rights,
  table.replace(/(?:^ {2}"territory\.\w+": .*\n)+/m, (rows) => rows + renamed(rows)),
)
const biome = join(root, "node_modules/@biomejs/biome/bin/biome")
spawnSync(process.execPath, [biome, "check", "--write", at(name), list], { cwd: root, stdio: "ignore" })

process.stdout.write(
  `src/modules/${name} is there, with the noun ${noun} at /${nouns}. Change its texts, fields and kinds next.\n`,
)
