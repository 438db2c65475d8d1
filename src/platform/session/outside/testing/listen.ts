import { once } from "node:events"
import { createServer, type IncomingMessage, type RequestListener } from "node:http"

/** A server on a free port of this machine. */
export async function listen(handle: RequestListener) {
  const server = createServer(handle).listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as { port: number }
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, "close")
    },
  }
}

/** The form that a request carries. */
export async function formIn(req: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = []
  for await (const part of req) parts.push(part as Buffer)
  return new URLSearchParams(Buffer.concat(parts).toString())
}
