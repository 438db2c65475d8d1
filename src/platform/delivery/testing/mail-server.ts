import type { AddressInfo, Socket } from "node:net"
import { SMTPServer } from "smtp-server"

type Manners = {
  /** Answers the recipient with this code. */
  refuse?: number
  /** What happens when a whole letter is here, before the server says that it has it. */
  taken?: () => Promise<void>
  /** Breaks the connection instead of answering: when the recipient is named, or when the whole letter is here. */
  breaks?: "before" | "after"
}

/** A mail server on the loopback that keeps the letters it took. */
export async function mailServer(manners: Manners = {}) {
  const letters: string[] = []
  const sockets = new Set<Socket>()
  const breakOff = () => {
    for (const socket of sockets) socket.destroy()
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo(_, __, done) {
      if (manners.breaks === "before") breakOff()
      else done(manners.refuse ? Object.assign(new Error("no"), { responseCode: manners.refuse }) : null)
    },
    async onData(stream, _, done) {
      letters.push(Buffer.concat(await stream.toArray()).toString())
      await manners.taken?.()
      if (manners.breaks === "after") breakOff()
      else done()
    },
  })
  server.on("error", () => {})
  server.server.on("connection", (socket) => {
    sockets.add(socket)
    socket.on("error", () => {})
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const { port } = server.server.address() as AddressInfo
  return {
    letters,
    url: `smtp://127.0.0.1:${port}`,
    /** Ends it; later attempts find nobody there. */
    async close() {
      breakOff()
      await new Promise<void>((done) => server.close(done))
    },
  }
}
