import { z } from "zod"
import type { Ctx } from "#platform/http/env.ts"
import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { Page } from "#ui/frame.tsx"
import { Empty, Pager, Row, Rows } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { crumbsOf } from "../affiliation/affiliation-form.tsx"
import { shownPerson } from "../person/person.pages.tsx"
import { addressOfPerson, idPath } from "../person/person.ts"
import { readingsOf } from "./reading.store.ts"

const pageSize = 50
const beforeQuery = z.object({ before: z.coerce.number().int().positive().optional().catch(undefined) })

/** Who looked at a person's data: for the person and for the staff that keeps the card. */
async function readings(c: Ctx) {
  const { services, view } = c.var
  const { t } = view
  const { person, reader } = await shownPerson(c)
  if (reader !== "self" && reader !== "staff") throw notFound()
  const { before } = beforeQuery.parse(c.req.query())
  const found = await readingsOf(services.db, person.id, pageSize + 1, before)
  const rows = found.slice(0, pageSize)
  const path = `${addressOfPerson(person.id)}/readings`
  return c.html(
    <Page view={view} title={t("people.reading.title")} crumbs={crumbsOf(view, person)}>
      <p>{t("people.reading.about")}</p>
      {rows.length === 0 && <Empty title={t("people.reading.none")} why={t("people.reading.none.why")} />}
      {rows.length > 0 && (
        <Rows label={t("people.reading.title")}>
          {rows.map(({ at, userName, what, reader: as }) => (
            <Row
              title={userName || t("people.reading.nameless")}
              mini={[
                <Moment view={view} at={at} />,
                t(`people.reading.way.${what}`),
                as === "organisation" && t("people.reading.as_organisation"),
              ]}
            />
          ))}
        </Rows>
      )}
      <Pager
        view={view}
        first={before ? view.href(path) : undefined}
        more={found.length > pageSize ? view.href(`${path}?before=${rows.at(-1)!.id}`) : undefined}
      />
    </Page>,
  )
}

/** The journal of reading. */
export function readingPages(app: Pages) {
  app.get(`/people/${idPath}/readings`, readings)
}
