import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { expect, test } from "vitest"
import { iconShapes } from "#ui/icons.tsx"

const file = createRequire(import.meta.url).resolve("lucide-static/icon-nodes.json")
const nodes = JSON.parse(readFileSync(file, "utf8")) as Record<
  string,
  [tag: string, attributes: Record<string, string>][]
>

test.each(Object.keys(iconShapes))("%s is drawn as Lucide draws it", (name) => {
  const drawn = nodes[name]!.map(
    ([tag, attributes]) =>
      `<${tag} ${Object.entries(attributes)
        .filter(([key]) => key !== "key")
        .map(([key, value]) => `${key}="${value}"`)
        .join(" ")}/>`,
  )
  expect(iconShapes[name]).toBe(drawn.join(""))
})
