import { partyNames, termSaid } from "#modules/registry/public.ts"
import { journalOf } from "#platform/journal.ts"
import { type Sheet, writeSheets } from "#platform/office/xlsx.ts"
import { zipFiles } from "#platform/office/zip.ts"
import type { Services } from "#platform/services.ts"
import { rowsAbout } from "#platform/tabular/rows-about.store.ts"
import type { View } from "#platform/view.ts"
import { roleWord } from "../affiliation/affiliation-words.ts"
import { confirmedRoleWord } from "../confirmed-role/confirmed-role-words.ts"
import { mergesInto } from "../merging/merge.store.ts"
import { fieldNames, labelsOf } from "../person/person-words.ts"
import type { ShownPerson } from "../person/show-person.ts"
import { readingsOf } from "../reading/reading.store.ts"
import { languagesSaid } from "../skill/languages.ts"
import { skillSaid, stateWord } from "../skill/skill-words.ts"
import { everythingOf } from "./own-data.store.ts"

/** More lines of history than any person has. */
const allLines = 10_000

const text = (header: string, width: number) => ({ header, width, type: "text" as const })

/** What one can do and is confirmed to be, with the proofs. */
function ableSheet(view: View, { skills, roles }: ShownPerson): Sheet {
  const { t } = view
  return {
    name: t("skill.card"),
    columns: [
      text(t("field.person.competence"), 40),
      text(t("people.archive.how"), 40),
      text(t("field.person.evidence"), 50),
      text(t("field.person.link"), 30),
      text(t("field.person.ground"), 40),
    ],
    rows: [
      ...roles.map((one) => [confirmedRoleWord(t, one.role), termSaid(view, one), "", "", one.ground]),
      ...skills.map((one) => [skillSaid(view, one), stateWord(view, one), one.evidence, one.link, one.ground]),
    ],
  }
}

/** What is kept, to be read by people: the card, where one belongs, what one can do, who looked at it. */
async function readable({ db }: Services, view: View, shown: ShownPerson): Promise<Sheet[]> {
  const { t } = view
  const { person, affiliations } = shown
  const labels = labelsOf(view)
  const parties = await partyNames(
    db,
    affiliations.map(({ partyId }) => partyId),
  )
  const readings = await readingsOf(db, person.id, allLines)
  return [
    {
      name: t("people.archive.card"),
      columns: [text(t("people.archive.field"), 30), text(t("people.archive.value"), 60)],
      rows: [
        ...fieldNames
          .filter((name) => name !== "territoryId")
          .map((name) => [labels[name], person[name as Exclude<typeof name, "territoryId">]]),
        [t("field.person.languages"), languagesSaid(view, person.languages)],
        [t("field.person.availability"), person.availability],
        [t("field.person.experience"), person.experience],
      ],
    },
    {
      name: t("people.affiliation.list"),
      columns: [
        text(t("field.person.party"), 50),
        text(t("field.person.role"), 20),
        text(t("field.person.post"), 30),
        text(t("field.person.from"), 14),
        text(t("field.person.until"), 14),
      ],
      rows: affiliations.map(({ partyId, role, post, from, until }) => [
        parties.get(partyId)?.name ?? "",
        roleWord(t, role),
        post,
        from,
        until,
      ]),
    },
    ableSheet(view, shown),
    {
      name: t("people.reading.title"),
      columns: [
        text(t("people.archive.when"), 24),
        text(t("people.archive.who"), 30),
        text(t("people.archive.how"), 30),
      ],
      rows: readings.map(({ at, userName, what }) => [
        at.toISOString(),
        userName ?? "",
        t(`people.reading.way.${what}`),
      ]),
    },
  ]
}

/**
 * Everything that is kept of a person (152-ФЗ, ст. 14): a workbook for people and a file with every row for programs.
 * Keys of links and the like are left out: they open what is the person's, and tell nothing of it.
 */
export async function archiveOf(services: Services, view: View, shown: ShownPerson): Promise<Uint8Array> {
  const { id } = shown.person
  // What is kept of cards that were merged into this one is the person's as well.
  const ids = [id, ...(await mergesInto(services.db, id)).map(({ mergedId }) => mergedId)]
  const ofAll = async <T>(of: (id: string) => Promise<T[]>) => (await Promise.all(ids.map(of))).flat()
  const [kept, imported, history, sheets] = await Promise.all([
    everythingOf(services.db, id),
    ofAll((one) => rowsAbout(services.db, "person", one)),
    ofAll((one) => journalOf(services.db, { kind: "person", id: one }, allLines)),
    readable(services, view, shown),
  ])
  const isKey = (value: unknown) => (value as { type?: string } | null)?.type === "Buffer"
  const plain = (name: string, value: unknown) => (name === "code_hash" || isKey(value) ? undefined : value)
  const whole = JSON.stringify({ ...kept, imported, history }, plain, 2)
  const files = [
    { name: `${view.t("people.archive.card")}.xlsx`, bytes: await writeSheets(sheets) },
    { name: `${view.t("people.archive.whole")}.json`, bytes: new TextEncoder().encode(whole) },
  ]
  return zipFiles(files, view.now)
}
