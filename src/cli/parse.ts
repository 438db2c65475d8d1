import { type ParseRecord, parseRecord } from "#modules/deliberation/reading/parse-record.ts"
import { understand } from "#modules/deliberation/reading/understand.ts"
import { readDocumentSafely } from "#platform/documents/read-document-safely.ts"
import { readArguments } from "./arguments.ts"
import { inEnglish, refusalInEnglish } from "./english.ts"
import { CliFailure } from "./failure.ts"
import { readGivenFile } from "./given-file.ts"
import { progress } from "./progress.ts"

/**
 * Reads documents into the records of `parse --json`; needs no database.
 * @param unreadable is told each file that could not be read, with a sentence
 */
export async function parseFiles(
  files: string[],
  unreadable: (file: string, why: string) => void,
): Promise<ParseRecord[]> {
  const records: ParseRecord[] = []
  const meter = progress("Reading")
  for (const [done, file] of files.entries()) {
    meter.say(`${done} of ${files.length} files`)
    try {
      const document = await readDocumentSafely(await readGivenFile(file), file)
      records.push(parseRecord(file, document, understand(document.lines), (key) => inEnglish({ key })))
    } catch (err) {
      const why = err instanceof CliFailure ? [err.message] : refusalInEnglish(err)
      if (!why) throw err
      unreadable(file, why.join(" "))
    }
  }
  meter.end()
  return records
}

/** `parse FILE… [--json]`: JSON into a pipe or with --json, an outline on a terminal. */
export async function parseCommand(args: string[]): Promise<number> {
  const { values, given } = readArguments(args, "parse FILE… [--json]", { json: { type: "boolean" } }, [1, 1000])
  let code = 0
  const records = await parseFiles(given, (file, why) => {
    process.stderr.write(`${file}: ${why}\n`)
    code = 1
  })
  if (values.json || !process.stdout.isTTY) process.stdout.write(`${JSON.stringify(records, null, 1)}\n`)
  else for (const record of records) process.stdout.write(outline(record))
  return code
}

function outline({
  file,
  title,
  kind,
  date,
  place,
  participantsCount,
  items,
  unrecognised,
  warnings,
}: ParseRecord): string {
  const facts = [kind, date, place, participantsCount !== null && `${participantsCount} participants`].filter(Boolean)
  const lines = items.map(({ type, path, text, addressees, deadline, term }) => {
    const who = addressees.map((a) => a.name).join(", ")
    const about = [who, deadline ?? term].filter(Boolean).join("; ")
    return `${"  ".repeat(path.split(".").length)}${type === "block" ? "▸ " : ""}${path}  ${text.replace(/\s+/g, " ")}${about ? `  [${about}]` : ""}`
  })
  const notes = [
    ...unrecognised.map(({ fromLine, text }) => `not recognised, line ${fromLine}: ${text}`),
    ...warnings.map(({ line, message }) => (line === null ? message : `line ${line}: ${message}`)),
  ]
  return `${[`${file}: ${title ?? "no title"}`, `  ${facts.join(" · ")}`, ...lines, ...notes.map((n) => `  ! ${n}`)].join("\n")}\n\n`
}
