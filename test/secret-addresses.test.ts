import { pino } from "pino"
import { expect, test } from "vitest"
import { buildApp } from "../src/app.ts"
import { bare, routesOf } from "./routes.ts"
import { testServices } from "./services.ts"
import { visitor } from "./visitor.ts"

test("an address that holds a key is neither logged nor told to the next site, whatever breaks", async () => {
  const lines: string[] = []
  const log = pino({ level: "error" }, { write: (line: string) => void lines.push(line) })
  // Nobody listens there: whatever asks the database breaks.
  const broken = testServices("postgres://nobody@127.0.0.1:1/nowhere", {}, { log })
  const app = buildApp(broken)
  const key = `1.${"k".repeat(43)}`
  const addresses = routesOf(app)
    .filter(({ method, path }) => method === "GET" && path.includes(":token"))
    .map(({ path }) => bare(path).replace(":token", key).replace(/:\w+/g, "1"))
  expect(addresses.length).toBeGreaterThan(7)
  const wrong: string[] = []
  for (const address of addresses)
    for (const path of [address, `/en${address}`]) {
      const { headers } = await visitor(app).get(path)
      if (headers.get("Referrer-Policy") !== "no-referrer") wrong.push(`${path}: ${headers.get("Referrer-Policy")}`)
    }
  expect(wrong).toEqual([])
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.join("\n")).not.toContain("kkkk")
})
