import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { shownPerson } from "../person/person.pages.tsx"
import { personById } from "../person/person.store.ts"
import { idPath } from "../person/person.ts"
import { noteReading } from "../reading/note-reading.ts"
import { archiveOf } from "./own-data.ts"

/** «Всё обо мне»: for the person, and for the staff to hand over to whoever has no account. */
async function archive(c: Ctx) {
  const { services, actor, view } = c.var
  const shown = await shownPerson(c)
  if (shown.reader !== "self" && shown.reader !== "staff") throw notFound()
  await noteReading(services, actor, [shown], "archive")
  const person = await personById(services.db, shown.person.id) // the person's note, too: it is kept of the person
  const bytes = await archiveOf(services, view, { ...shown, person: person! })
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": "application/zip",
    "Content-Disposition": contentDisposition("attachment", `${view.t("people.archive.whole")}.zip`),
    "Cache-Control": "no-store",
  })
}

export function ownDataPages(app: Pages) {
  app.get(`/people/${idPath}/archive.zip`, archive)
}
