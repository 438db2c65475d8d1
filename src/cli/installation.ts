import { join } from "node:path"
import type { Installation } from "#platform/backup/back-up.ts"
import { modules } from "../modules.ts"
import type { OpenedDatabase } from "./open.ts"

/** What a backup is made of, or a restore fills. */
export const installationOf = ({ config, url }: OpenedDatabase): Installation => ({
  url,
  dataDir: config.DATA_DIR,
  filesDir: join(config.DATA_DIR, "files"),
  secret: config.SECRET,
  schemas: [...new Set(["platform", ...modules.map((m) => m.name)])],
})

/** "1 table", "3 tables". */
export const counted = (n: number, thing: string) => `${n.toLocaleString("en")} ${thing}${n === 1 ? "" : "s"}`

export const sum = (numbers: number[]) => numbers.reduce((all, one) => all + one, 0)
