export type FailureCode =
  | "no_binaries"
  | "no_account"
  | "disk_full"
  | "permission_denied"
  | "version_mismatch"
  | "not_a_database"
  | "data_missing"
  | "data_unreachable"
  | "locale_missing"
  | "start_failed"

/** Why the embedded database cannot start. The message is a whole English sentence for the log; the code is for translation. */
export class EmbeddedFailure extends Error {
  readonly code: FailureCode
  readonly say = true // main.ts prints the message alone
  readonly params: Record<string, string>

  constructor(code: FailureCode, message: string, params: Record<string, string> = {}) {
    super(message)
    this.name = "EmbeddedFailure"
    this.code = code
    this.params = params
  }
}

const causes: [RegExp, FailureCode, string][] = [
  [
    /No space left on device|ENOSPC|quota exceeded|EDQUOT|free disk space|disk is full/i,
    "disk_full",
    "The disk is full: free some space",
  ],
  [
    /Permission denied|EACCES|EPERM|Operation not permitted|Read-only file system|EROFS/,
    "permission_denied",
    "The folder cannot be written to: give its owner the right to write, or choose another DATA_DIR",
  ],
  [
    /could not look up effective user ID/,
    "no_account",
    "This user id has no name in /etc/passwd, and PostgreSQL wants one: add it there, or set DATABASE_URL",
  ],
  [/invalid locale name/, "locale_missing", "This system has no UTF-8 locale C.UTF-8: install it, or set DATABASE_URL"],
]

/** Turns what PostgreSQL or the file system said into a failure with a sentence; a failure passes through unchanged. */
export function explain(doing: string, folder: string, said: unknown): EmbeddedFailure {
  if (said instanceof EmbeddedFailure) return said
  const text = said instanceof Error ? `${(said as NodeJS.ErrnoException).code ?? ""} ${said.message}` : String(said)
  for (const [pattern, code, sentence] of causes) {
    if (pattern.test(text)) return new EmbeddedFailure(code, `${sentence} (${doing} in ${folder}).`, { folder })
  }
  return new EmbeddedFailure("start_failed", `${doing} in ${folder} failed: ${telling(text)}`, { folder })
}

/** Of many lines, those that say what went wrong. */
function telling(text: string): string {
  const lines = text.trim().split("\n")
  const wrong = lines.filter((line) => /\b(FATAL|PANIC|ERROR|HINT|error):/.test(line))
  return (wrong.length > 0 ? wrong : lines.slice(-3)).join(" ")
}
