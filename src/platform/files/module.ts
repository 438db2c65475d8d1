import type { Module } from "#platform/module.ts"
import { filesPages } from "./files.pages.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import * as start from "./migrations/20261121T0920_files_start.ts"
import * as subject from "./migrations/20261121T1390_files_subject.ts"
import { tidyBlobsJob } from "./tidy-blobs.ts"

type FilesMessages = typeof ru
declare module "#platform/i18n.ts" {
  interface Messages extends FilesMessages {}
}

/** Files that people send: stored under their hash, reachable only through an attachment with its own audience. */
export const files: Module = {
  name: "files",
  migrations: { "20261121T0920_files_start": start, "20261121T1390_files_subject": subject },
  messages: { ru, en },
  jobs: [tidyBlobsJob],
  pages: filesPages,
}
