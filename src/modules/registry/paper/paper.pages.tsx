import { understandPastDay } from "#platform/day.ts"
import { findAttachment } from "#platform/files/attachment.store.ts"
import { sendAttachment } from "#platform/files/send-attachment.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { Confirm } from "#ui/confirm.tsx"
import { DateField, FileField, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { addressOf, home, type Nature, natures } from "../party/party.ts"
import { cardCrumbs, openedCard } from "../profile/opened-card.ts"
import { storeDocument } from "../profile/store-upload.ts"
import { addDocument } from "./add-paper.ts"
import { documentOf } from "./paper.store.ts"
import { documentKinds, opensDocument } from "./paper.ts"
import { removeDocument, showDocument } from "./show-paper.ts"

const names = ["kind", "title", "datedOn", "audience"] as const
type Typed = Partial<Record<(typeof names)[number] | "file", string>>

/** The document of the address, for those who may open it. */
async function opened(c: Ctx, nature: Nature) {
  const card = await openedCard(c, nature)
  const document = await documentOf(c.var.services.db, card.party.id, Number(c.req.param("document")))
  if (!document || !opensDocument(c.var.actor, card.party, document)) throw notFound()
  return { ...card, document }
}

async function draw(c: Ctx, nature: Nature, typed: Typed = {}, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const { party, canEdit, speaks, profile } = await openedCard(c, nature)
  if (!canEdit && !speaks) throw notAllowed()
  const labels = {
    file: t("document.file"),
    kind: t("document.kind"),
    title: t("document.title"),
    datedOn: t("document.dated"),
    audience: t("document.audience"),
  }
  const form = { view, labels, values: { kind: "other", audience: "public", ...typed }, errors }
  const back = addressOf(party)
  return c.html(
    <Page view={view} narrow title={t("document.add")} crumbs={cardCrumbs(view, party)}>
      {!canEdit && !profile.trusted && <p>{t("document.waits")}</p>}
      <Form
        form={form}
        action={`${back}/documents`}
        files
        buttons={
          <>
            <Button kind="primary">{t("document.add.deed")}</Button>
            <LinkButton href={view.href(back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        {typed.file && <input type="hidden" name="kept" value={typed.file} />}
        {typed.file && <p class="mini">{t("document.kept")}</p>}
        <FileField {...field(form, "file")} required={!typed.file} hint={t("document.file.hint")} />
        <TextField {...field(form, "title")} required maxlength={300} hint={t("document.title.hint")} />
        <RadioCards
          {...field(form, "kind")}
          inline
          choices={documentKinds.map((value) => ({ value, label: t(`value.document.kind.${value}`) }))}
        />
        <DateField {...field(form, "datedOn")} />
        {canEdit && (
          <RadioCards
            {...field(form, "audience")}
            choices={(["public", "staff"] as const).map((value) => ({
              value,
              label: t(`value.document.audience.${value}`),
            }))}
          />
        )}
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function add(c: Ctx, nature: Nature) {
  const { party, canEdit, speaks } = await openedCard(c, nature)
  if (!canEdit && !speaks) throw notAllowed()
  const form = await formOf(c)
  const typed: Typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)]))
  const upload = await attempt(storeDocument(c, form))
  if ("errors" in upload) return draw(c, nature, typed, upload.errors)
  const file = upload.value ?? (textOf(form, "kept") || undefined)
  const input = {
    ...typed,
    id: party.id,
    file,
    audience: typed.audience || undefined,
    datedOn: typed.datedOn ? (understandPastDay(typed.datedOn, c.var.view.today) ?? typed.datedOn) : null,
  }
  const done = await attempt(act(c, addDocument, input, textOf(form, "key")))
  if ("errors" in done) return draw(c, nature, { ...typed, ...(file && { file }) }, done.errors)
  return goTo(c, addressOf(party), done.value.audience === "offered" ? "document.was_offered" : "document.was_added")
}

async function send(c: Ctx, nature: Nature) {
  const { document } = await opened(c, nature)
  const file = await findAttachment(c.var.services.db, document.file)
  if (!file) throw notFound()
  return sendAttachment(c, file)
}

async function removal(c: Ctx, nature: Nature) {
  const { view } = c.var
  const { party, document, canEdit, speaks } = await opened(c, nature)
  if (!canEdit && !(speaks && document.audience === "offered")) throw notAllowed()
  const { t } = view
  return c.html(
    <Page view={view} narrow title={t("document.remove.title")} crumbs={cardCrumbs(view, party)}>
      <Confirm
        view={view}
        action={`${addressOf(party)}/documents/${document.id}/removal`}
        lost={[document.title]}
        undo={t("document.remove.undo")}
        deed={t("document.remove.deed")}
        back={addressOf(party)}
      />
    </Page>,
  )
}

/** Documents of a card: opened by whoever may, put on and taken off it. */
export function documentPages(app: Pages) {
  for (const nature of natures) {
    const path = `${home[nature]}/:id{[0-9]{1,15}}/documents`
    const one = `${path}/:document{[0-9]{1,15}}`
    app.get(`${path}/new`, (c) => draw(c, nature))
    app.post(path, (c) => add(c, nature))
    app.get(one, (c) => send(c, nature))
    app.post(`${one}/audience`, async (c) => {
      const form = await formOf(c)
      const input = { id: c.req.param("id"), document: c.req.param("document"), audience: textOf(form, "audience") }
      await act(c, showDocument, input, textOf(form, "key"))
      return goTo(c, addressOf({ nature, id: Number(input.id) }), "document.was_shown")
    })
    app.get(`${one}/removal`, (c) => removal(c, nature))
    app.post(`${one}/removal`, async (c) => {
      const input = { id: c.req.param("id"), document: c.req.param("document") }
      await act(c, removeDocument, input, textOf(await formOf(c), "key"))
      return goTo(c, addressOf({ nature, id: Number(input.id) }), "document.was_removed")
    })
  }
}
