import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { createServer } from "node:http"

/** The least that Node can do: a server that answers everything with the same bytes. Prints its port. */
export function serveBytes(file: string): void {
  const body = readFileSync(file)
  const headers = { "Content-Type": "text/html; charset=UTF-8", "Content-Length": body.length }
  const server = createServer((_, res) => void res.writeHead(200, headers).end(body))
  server.listen(0, "127.0.0.1", () => process.stdout.write(`${(server.address() as { port: number }).port}\n`))
}

/** The same in a process of its own. */
export async function startFloor(file: string) {
  const script = `import(${JSON.stringify(import.meta.filename)}).then((floor) => floor.serveBytes(process.argv[1]))`
  const child = spawn(process.execPath, ["-e", script, file], { stdio: ["ignore", "pipe", "inherit"] })
  const port = await new Promise<string>((done) => child.stdout.once("data", (chunk) => done(String(chunk).trim())))
  return { base: `http://127.0.0.1:${port}`, pid: child.pid!, stop: () => child.kill() }
}
