import { territoryScopes } from "#modules/registry/public.ts"
import { administrator, staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { isoFromText, longDate, shortDate } from "#platform/office/dates.ts"
import { InvalidInput, notAllowed, notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { DateField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { type Letter, letterDocx, letterFileName, lettersZip } from "../export/letter.ts"
import { itemsOf } from "../item/item.store.ts"
import { loadResolution } from "../resolution/resolution.store.ts"
import { addresseesOf } from "./addressees.ts"
import { lettersOf, loadLetterhead, type NumberedLetter } from "./letter.store.ts"
import { makeLetters } from "./make-letters.ts"

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/** What the letters of a resolution are made of; refused to whoever does not run the centre there. */
async function gather(c: Ctx) {
  const { db } = c.var.services
  const id = Number(c.req.param("id"))
  const resolution = await loadResolution(db, id)
  if (!resolution?.adoptedOn) throw notFound()
  if (!staff(c.var.actor, await territoryScopes(db, resolution.territoryId))) throw notAllowed()
  const items = await itemsOf(db, id)
  return {
    db,
    resolution,
    items,
    to: addresseesOf(items),
    numbered: await lettersOf(db, id),
    head: await loadLetterhead(db),
  }
}
type Gathered = Awaited<ReturnType<typeof gather>>

function letterOf(g: Gathered, l: NumberedLetter): Letter {
  const { head } = g
  return {
    number: String(l.number),
    date: l.dated,
    addressee: { name: l.addressee, person: l.letterTo, address: l.address },
    items: l.items,
    resolution: {
      title: g.resolution.title,
      date: g.resolution.heldOn ?? g.resolution.adoptedOn,
      place: g.resolution.place,
    },
    sender: {
      organisation: head.organisation,
      address: head.address,
      post: head.post,
      name: head.signatory,
      executor: head.executor,
      phone: head.phone,
    },
  }
}

async function draw(c: Ctx, typed?: string, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const g = await gather(c)
  const base = `/resolutions/${g.resolution.id}/letters`
  const fresh = g.to.filter((a) => !g.numbered.some((l) => l.addressee === a.name))
  const form = {
    view,
    errors,
    labels: { dated: t("letter.date") },
    values: { dated: typed ?? shortDate(view.today, view.locale) },
  }
  return c.html(
    <Page
      view={view}
      title={t("letter.title")}
      crumbs={[
        { href: "/resolutions", label: t("resolution.list.title") },
        { href: `/resolutions/${g.resolution.id}`, label: g.resolution.title },
      ]}
      state={t("letter.state", { ready: g.numbered.length, fresh: fresh.length })}
    >
      {!g.head.organisation && (
        <Notice tone="warn">
          <p>
            {t("letter.no_sender")} <a href={view.href("/settings/letters")}>{t("letter.say_sender")}</a>
          </p>
        </Notice>
      )}
      {fresh.length > 0 && (
        <Form
          form={form}
          action={base}
          buttons={<Button kind="primary">{t("letter.make", { count: fresh.length })}</Button>}
        >
          <DateField {...field(form, "dated")} required />
          <details>
            <summary>{t("letter.to_whom", { count: fresh.length })}</summary>
            <ul>
              {fresh.map((a) => (
                <li>
                  {a.name} ({t("item.count", { count: a.items.length })})
                </li>
              ))}
            </ul>
          </details>
        </Form>
      )}
      {g.numbered.length > 0 && (
        <>
          <p class="buttons">
            <LinkButton
              href={view.href(`${base}.zip`)}
              icon="download"
              download
              kind={fresh.length ? "secondary" : "primary"}
            >
              {t("letter.zip", { count: g.numbered.length })}
            </LinkButton>
          </p>
          <Rows label={t("letter.title")}>
            {g.numbered.map((l) => (
              <Row
                href={view.href(`${base}/${l.id}.docx`)}
                title={t("letter.one", {
                  number: l.number,
                  date: longDate(l.dated, view.locale),
                  addressee: l.addressee,
                })}
                mini={[t("item.count", { count: l.items.length })]}
              />
            ))}
          </Rows>
        </>
      )}
      {!g.to.length && <p>{t("letter.nobody")}</p>}
      {administrator(c.var.actor) && (
        <p>
          <a href={view.href("/settings/letters")}>{t("letter.settings")}</a>
        </p>
      )}
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

const download = (c: Ctx, bytes: Uint8Array, type: string, name: string) =>
  c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    "Content-Type": type,
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  })

/** A template that passed when it was uploaded can only fail by our own fault; still it is said, not thrown. */
const unfilled = () => new Refusal(409, "letter.template.failed")

/** Letters to the addressees: numbers and dates, one .docx each, all as one archive. */
export function letterPages(app: Pages) {
  app.get("/resolutions/:id{[0-9]{1,15}}/letters", (c) => draw(c))
  app.post("/resolutions/:id{[0-9]{1,15}}/letters", async (c) => {
    const form = await formOf(c)
    const dated = textOf(form, "dated")
    const id = c.req.param("id")
    try {
      const { letters } = await act(c, makeLetters, { id, dated: isoFromText(dated) ?? dated }, textOf(form, "key"))
      return goTo(c, `/resolutions/${id}/letters`, "letter.made", { count: letters })
    } catch (err) {
      if (err instanceof InvalidInput) return draw(c, dated, err.fields)
      throw err
    }
  })
  app.get("/resolutions/:id{[0-9]{1,15}}/letters.zip", async (c) => {
    const g = await gather(c)
    const letters = g.numbered.map((l) => letterOf(g, l))
    const { t, now } = c.var.view
    const filled = await lettersZip(g.head.template, letters, t, now)
    if (!filled.ok) throw unfilled()
    return download(c, filled.bytes, "application/zip", t("letter.zip_name", { id: g.resolution.id }))
  })
  app.get("/resolutions/:id{[0-9]{1,15}}/letters/:file{[0-9]{1,15}\\.docx}", async (c) => {
    const g = await gather(c)
    const found = g.numbered.find((l) => `${l.id}.docx` === c.req.param("file"))
    if (!found) throw notFound()
    const letter = letterOf(g, found)
    const filled = await letterDocx(g.head.template, letter, c.var.view.t)
    if (!filled.ok) throw unfilled()
    return download(c, filled.bytes, docxType, letterFileName(letter, c.var.view.t))
  })
}
