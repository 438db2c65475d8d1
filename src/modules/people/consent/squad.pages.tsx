import { addressOf, type OpenParty, partyById } from "#modules/registry/public.ts"
import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { Pages } from "#platform/module.ts"
import { zipFiles } from "#platform/office/zip.ts"
import { notFound } from "#platform/refusal.ts"
import { LinkButton } from "#ui/button.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { guardiansOf } from "../guardian/guardian.store.ts"
import { addressOfPerson, fullName } from "../person/person.ts"
import { consentPaper } from "./consent-docx.ts"
import { presentOperator, presentText } from "./consent-text.store.ts"
import { standingWord } from "./consent-words.ts"
import { loadSquad, type Member, seesSquad } from "./load-squad.ts"

async function load(c: Ctx) {
  const { services, actor, view } = c.var
  const party = await partyById(services.db, Number(c.req.param("id")))
  const home = c.req.path.includes("/bodies/") ? "body" : "organisation"
  if (party?.nature !== home || !(await seesSquad(services.db, actor, party))) throw notFound()
  return { party, squad: await loadSquad(services.db, actor, party.id, view.today) }
}

/** «Отряд: 18 человек, согласий 11». */
export const squadSaid = ({ view }: Ctx["var"], squad: Member[]) =>
  view.t("consent.squad.count", { people: squad.length, given: squad.filter(({ standing }) => standing.counts).length })

const address = (party: OpenParty) => `${addressOf(party)}/consents`

async function page(c: Ctx) {
  const { view } = c.var
  const { t } = view
  const { party, squad } = await load(c)
  const lacking = squad.filter(({ standing }) => !standing.counts)
  return c.html(
    <Page
      view={view}
      title={t("consent.squad")}
      crumbs={[{ href: addressOf(party), label: party.shortName || party.name }]}
      state={<b>{squadSaid(c.var, squad)}</b>}
    >
      {lacking.length > 0 && (
        <div class="buttons no-print">
          <LinkButton kind="primary" icon="download" download href={view.href(`${address(party)}.zip`)}>
            {t("consent.squad.forms", { count: lacking.length })}
          </LinkButton>
        </div>
      )}
      <Rows label={t("consent.squad")}>
        {squad.map(({ shown, standing }) => (
          <Row
            href={view.href(addressOfPerson(shown.person.id))}
            title={fullName(shown.person)}
            end={<StateMark tone={standing.counts ? "done" : "silent"} word={standingWord(view, standing)} />}
          />
        ))}
      </Rows>
    </Page>,
  )
}

/** Forms to be signed by those who lack a consent, one paper each, as one archive. */
async function archive(c: Ctx) {
  const { view, services } = c.var
  const { db } = services
  const { party, squad } = await load(c)
  const operator = await presentOperator(db)
  const texts = { own: await presentText(db, "processing"), guardian: await presentText(db, "guardian") }
  const files: { name: string; bytes: Uint8Array }[] = []
  for (const { shown, standing } of squad)
    for (const lack of standing.lacks) {
      const { person, reader } = shown
      // Whoever is not the staff prints no names of parents: the line is filled in by hand.
      const guardian = lack === "guardian" && reader === "staff" ? (await guardiansOf(db, person.id))[0] : undefined
      const kind = lack === "guardian" ? "guardian" : "processing"
      const bytes = await consentPaper(view, { kind, text: texts[lack], operator, person, guardian })
      files.push({ name: `${fullName(person)}, ${view.t(`consent.squad.file.${lack}`)}.docx`, bytes })
    }
  if (!files.length) throw notFound()
  return c.body(new Uint8Array(zipFiles(files, services.clock.now())), 200, {
    "Content-Type": "application/zip",
    "Content-Disposition": contentDisposition("attachment", `${party.shortName || party.name}.zip`),
  })
}

/** Who of an organisation lacks a consent, for its representative and the staff, with forms to print. */
export function squadPages(app: Pages) {
  for (const home of ["organisations", "bodies"]) {
    app.get(`/${home}/:id{[0-9]{1,15}}/consents`, page)
    app.get(`/${home}/:id{[0-9]{1,15}}/consents.zip`, archive)
  }
}
