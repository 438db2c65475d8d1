import { createServer, type IncomingHttpHeaders, type RequestListener } from "node:http"
import { onTestFinished } from "vitest"

export type Received = { path: string; method: string; headers: IncomingHttpHeaders; body: string }

/** A program of others on the loopback: keeps what it is sent and answers as it is told. */
export async function receiver(answer: RequestListener = (_, response) => response.end("принято")) {
  const got: Received[] = []
  const now = { answer }
  const server = createServer(async (request, response) => {
    let body = ""
    for await (const part of request.setEncoding("utf8")) body += part
    got.push({ path: request.url!, method: request.method!, headers: request.headers, body })
    now.answer(request, response)
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as { port: number }
  return {
    got,
    port,
    url: `http://127.0.0.1:${port}/hook`,
    /** From now on. */
    answers(other: RequestListener) {
      now.answer = other
    },
  }
}

/** An answer of this status. */
export const status =
  (code: number, text = "", headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end(text)
