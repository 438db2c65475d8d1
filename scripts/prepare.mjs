/**
 * prepare.mjs COMMAND [ARGUMENT…]: brings a clone into a state in which the command can run, then runs it on the pinned
 * Node. It runs itself on any Node from 20 on, with nothing but what Node brings.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { buildStale, watchAssets } from "./build.mjs"
import { findNode, installMissing, withNode } from "./install.mjs"
import { root, run, stop } from "./run.mjs"
import { runTests } from "./test.mjs"

const [command = "start", ...args] = process.argv.slice(2)
const at = (path) => join(root, path)
const tsx = ["--import", `file://${at("node_modules/tsx/dist/loader.mjs")}`]

const farvater = (node, name, rest) => {
  const env = withNode(node, { NODE_ENV: process.env.NODE_ENV ?? "production" })
  return run(node, ["--enable-source-maps", at("dist/main.js"), name, ...rest], { ipc: true, env })
}

const commands = {
  start: (node) => farvater(node, "serve", args),
  farvater: (node) => farvater(node, args[0] ?? "help", args.slice(1)),
  test: (node) => runTests(node, args),
  async dev(node) {
    const watching = await watchAssets()
    const env = withNode(node, { NODE_ENV: "development" })
    const watch = ["watch", "--clear-screen=false", "--include", at("dist/assets/manifest.json")]
    const code = await run(node, [at("node_modules/tsx/dist/cli.mjs"), ...watch, at("src/main.ts"), "serve", ...args], {
      env,
    })
    await watching.dispose()
    return code
  },
  async check(node) {
    const tool = (script, ...rest) => run(node, [at(script), ...rest], { env: withNode(node) })
    const format = await tool("node_modules/@biomejs/biome/bin/biome", "check")
    const types = await tool("node_modules/typescript/bin/tsc", "-p", root)
    return (await runTests(node, args)) || format || types
  },
  async bench(node) {
    const isBench = (file) => {
      const text = readFileSync(at(`bench/${file}`), "utf8")
      return file.endsWith(".ts") && (/\bimport\.meta\.main\b/.test(text) || !/^export /m.test(text)) // else a part of one
    }
    const all = readdirSync(at("bench"))
      .filter(isBench)
      .map((file) => file.slice(0, -3))
    const named = args.filter((arg) => !arg.startsWith("-"))
    const unknown = named.find((name) => !all.includes(name))
    if (unknown)
      stop(
        `Нет замера «${unknown}». Есть: ${all.join(", ")}.`,
        `There is no bench “${unknown}”. There are: ${all.join(", ")}.`,
      )
    let worst = 0
    for (const name of named.length ? named : all) {
      const flags = args.filter((arg) => arg.startsWith("-"))
      const code = await run(node, [...tsx, "--expose-gc", at(`bench/${name}.ts`), ...flags], { env: withNode(node) })
      worst ||= code
    }
    return worst
  },
  screenshots: (node) => run(node, [at("scripts/screenshots.ts"), ...args], { env: withNode(node) }),
  "new-module": (node) => run(node, [...tsx, at("scripts/new-module.ts"), ...args], { env: withNode(node) }),
}

if (!commands[command]) stop(`Нет команды «${command}».`, `There is no command “${command}”.`)
await installMissing()
const node = findNode()
if (existsSync(at("src/main.ts"))) {
  await buildStale().catch(() =>
    stop("Сборка не удалась: причина написана выше.", "The build failed: the reason stands above."),
  )
}
process.exitCode = await commands[command](node)
