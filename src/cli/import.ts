import { basename } from "node:path"
import { loadDraft } from "#modules/deliberation/draft/draft.store.ts"
import { draftFromFile, type Upload } from "#modules/deliberation/draft/draft-from-file.ts"
import { editDraft } from "#modules/deliberation/draft/edit-draft.ts"
import { adoptResolution } from "#modules/deliberation/resolution/adopt-resolution.ts"
import { type Visibility, visibilities } from "#modules/deliberation/resolution/resolution.ts"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { readArguments } from "./arguments.ts"
import { refusalInEnglish } from "./english.ts"
import { CliFailure } from "./failure.ts"
import { readGivenFile } from "./given-file.ts"
import { open } from "./open.ts"
import { progress } from "./progress.ts"

export type Adoption = { visibility: Visibility; nothingExpected: boolean }
export type Imported = { path: string; items: number; notAdopted?: string[] }

const actor = system("command line")

/**
 * Drafts a resolution out of a file, by the path of the page, and adopts it when asked to, as of the day of the meeting
 * or, where none is known, of today.
 * @returns its address below the site's; `notAdopted` says why it stayed a draft
 * @throws DocumentRefusal, InvalidInput when the file cannot be read: then there is no draft
 */
export async function importFile(services: Services, file: Upload, adoption?: Adoption): Promise<Imported> {
  const { id, items } = await draftFromFile(services, actor, file)
  if (!adoption) return { path: `/resolutions/${id}/draft`, items }
  try {
    await adopt(services, id, adoption)
    return { path: `/resolutions/${id}`, items }
  } catch (err) {
    const notAdopted = refusalInEnglish(err)
    if (!notAdopted) throw err
    return { path: `/resolutions/${id}/draft`, items, notAdopted }
  }
}

async function adopt({ db, clock, listeners, config, cache }: Services, id: number, options: Adoption): Promise<void> {
  const caller = { db, clock, listeners, actor }
  let { version, content } = (await loadDraft(db, id))!
  const unanswered = content.pieces.filter(
    (p) => p.type === "item" && p.force === "endorse" && p.expectedResult === null,
  )
  for (const { id: piece } of options.nothingExpected ? unanswered : [])
    version = (await perform(editDraft, caller, { id, version, edit: { do: "result", piece, expectedResult: "" } }))
      .version
  const today = clock.now().toLocaleDateString("sv-SE", { timeZone: config.TZ_DEFAULT })
  const adoptedOn = content.heldUntil ?? content.heldOn ?? today
  await perform(adoptResolution, caller, { id, version, adoptedOn, visibility: options.visibility })
  cache.clear()
}

const usage = "import FILE… [--adopt [--visibility internal|participants|open] [--nothing-expected]]"

/** `import FILE…`: prints the address of each draft or, with --adopt, of each resolution. */
export async function importCommand(args: string[]): Promise<number> {
  const options = {
    adopt: { type: "boolean" },
    visibility: { type: "string" },
    "nothing-expected": { type: "boolean" },
  } as const
  const { values, given } = readArguments(args, usage, options, [1, 1000])
  const visibility = visibilities.find((one) => one === (values.visibility ?? "internal"))
  if (!visibility) throw new CliFailure(`--visibility is one of: ${visibilities.join(", ")}.`)
  const adoption = values.adopt ? { visibility, nothingExpected: values["nothing-expected"] ?? false } : undefined
  const { services, close } = await open({ attach: true })
  let code = 0
  const trouble = (words: string) => {
    process.stderr.write(`${words}\n`)
    code = 1
  }
  const meter = progress("Importing")
  try {
    for (const [done, name] of given.entries()) {
      meter.say(`${done} of ${given.length} files`)
      try {
        const bytes = await readGivenFile(name)
        const { path, notAdopted } = await importFile(services, { bytes, name: basename(name) }, adoption)
        if (notAdopted) trouble(`${name}: not adopted. ${notAdopted.join(" ")} It is kept as a draft.`)
        process.stdout.write(`${services.baseUrl}${path}\n`)
      } catch (err) {
        const why = err instanceof CliFailure ? [err.message] : refusalInEnglish(err)
        if (!why) throw err
        trouble(`${name}: ${why.join(" ")}`)
      }
    }
  } finally {
    meter.end()
    await close()
  }
  return code
}
