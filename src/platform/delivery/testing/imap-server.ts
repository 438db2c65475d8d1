import type { AddressInfo, Socket } from "node:net"
import hoodiecrow from "hoodiecrow-imap"

/** An IMAP server on the loopback with one user and an empty mailbox. */
export async function imapServer() {
  const server = hoodiecrow({ plugins: ["ID", "UNSELECT", "UIDPLUS", "LITERALPLUS"], storage: { INBOX: {} } })
  const sockets = new Set<Socket>()
  server.server.on("connection", (socket) => sockets.add(socket))
  const listen = (port: number) => new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready))
  await listen(0)
  const { port } = server.server.address() as AddressInfo
  const inbox = server.getMailbox("INBOX")
  return {
    url: `imap://testuser:testpass@127.0.0.1:${port}/INBOX`,
    inbox,
    /** Puts a message into the mailbox, as a mail server does. @returns what lies there */
    deliver: (source: string, at = new Date()) =>
      server.appendMessage("INBOX", [], at, source.replace(/\r?\n/g, "\r\n")).message,
    /** Ends it; `open` begins again where it was. */
    async close() {
      const closed = new Promise<void>((done) => server.close(done))
      for (const socket of sockets) socket.destroy()
      sockets.clear()
      await closed
    },
    open: () => listen(port),
  }
}
