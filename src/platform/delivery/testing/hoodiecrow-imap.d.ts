declare module "hoodiecrow-imap" {
  import type { Server } from "node:net"

  type Message = { uid: number; flags: string[]; raw: string }
  type Mailbox = { messages: Message[]; uidvalidity: number; uidnext: number }
  export type ImapServer = {
    server: Server
    listen(port: number, host: string, ready: () => void): void
    close(done: () => void): void
    getMailbox(path: string): Mailbox
    appendMessage(path: string, flags: string[], at: Date, raw: string): { message: Message }
  }
  export default function hoodiecrow(options: { plugins: string[]; storage: object }): ImapServer
}
