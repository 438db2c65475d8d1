import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join, posix } from "node:path"
import { fileURLToPath } from "node:url"

/** The folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Paths of all files under a folder of the project, with "/" and from the project's root, in order; none without it. */
export function filesUnder(folder: string, names = /\.tsx?$/): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((path) => posix.join(folder, path.replaceAll("\\", "/")))
    .filter((path) => names.test(path) && !path.includes("node_modules/"))
    .sort()
}

const texts = new Map<string, string>()

/** A file's text; read once. */
export function textOf(path: string): string {
  const text = texts.get(path) ?? readFileSync(join(root, path), "utf8")
  texts.set(path, text)
  return text
}

export const isTest = (path: string) => /\.(test|trial)\.tsx?$|\/testing\//.test(path)

/** A TypeScript text without its comments. */
export const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|(?<![:"'`\\])\/\/.*$/gm, "")

/** What a file imports: paths from the project's root for our own, names as written for packages. */
export function importsOf(path: string): string[] {
  const found = withoutComments(textOf(path)).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)
  return [...found].map(([, to = ""]) =>
    to.startsWith("#test/")
      ? to.slice(1)
      : to.startsWith("#")
        ? `src/${to.slice(1)}`
        : to.startsWith(".")
          ? posix.join(posix.dirname(path), to)
          : to,
  )
}
