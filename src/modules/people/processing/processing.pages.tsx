import { z } from "zod"
import { contentDisposition } from "#platform/files/disposition.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { CheckboxCards } from "#ui/choice.tsx"
import { TextArea } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { StateMark } from "#ui/state-mark.tsx"
import { presentOperator } from "../consent/consent-text.store.ts"
import { canKeepTexts } from "../consent/keep-texts.ts"
import { presentProcesses, versionsOf } from "./processing.store.ts"
import { grounds, type Process, processFields, requiredFields } from "./processing.ts"
import { processingDocx, processingWorkbook } from "./processing-files.ts"
import { factsOf, processLabels } from "./processing-words.ts"
import { endProcess, writeProcess } from "./write-process.ts"

export const processingPath = "/settings/processing"
const pathOf = (process: number) => `${processingPath}/${process}`
const inLines = (text: string) => text.split("\n").map((line, i) => [i > 0 && <br />, line])
const settings = ({ t }: View) => ({ href: "/settings", label: t("session.settings.title") })
const crumbs = (view: View) => [settings(view), { href: processingPath, label: view.t("processing.short") }]

async function list(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const [processes, operator] = await Promise.all([presentProcesses(services.db), presentOperator(services.db)])
  return c.html(
    <Page view={view} title={t("processing.title")} state={t("processing.what")} crumbs={[settings(view)]}>
      {!operator && (
        <Notice tone="warn">
          {t("processing.no_operator")} <a href={view.href("/settings/consents")}>{t("consent.texts")}</a>
        </Notice>
      )}
      <div class="buttons">
        <LinkButton kind="primary" icon="plus" href={view.href(`${processingPath}/new`)}>
          {t("processing.add")}
        </LinkButton>
        <LinkButton icon="download" download href={view.href(`${processingPath}.docx`)}>
          .docx
        </LinkButton>
        <LinkButton icon="download" download href={view.href(`${processingPath}.xlsx`)}>
          .xlsx
        </LinkButton>
      </div>
      <Rows label={t("processing.title")}>
        {processes.map((one) => (
          <Row
            href={view.href(pathOf(one.process))}
            title={one.name}
            mini={[one.people, versionSaid(view, one)]}
            end={one.endedOn && <StateMark tone="closed" word={endedSaid(view, one.endedOn)} />}
          />
        ))}
      </Rows>
    </Page>,
  )
}

const endedSaid = ({ t, locale }: View, day: string) => t("processing.ended", { day: longDate(day, locale) })
const versionSaid = ({ t, locale }: View, { version, createdAt, userId }: Process) =>
  t(userId === null && version === 1 ? "processing.version.given" : "processing.version.of", {
    version,
    day: longDate(createdAt.toISOString().slice(0, 10), locale),
  })

async function one(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const versions = await versionsOf(services.db, Number(c.req.param("process")))
  const asked = z.coerce.number().int().optional().catch(undefined).parse(c.req.query("version"))
  const [latest] = versions
  const shown = versions.find(({ version }) => version === asked) ?? latest
  if (!latest || !shown) throw notFound()
  const here = pathOf(latest.process)
  return c.html(
    <Page view={view} title={shown.name} crumbs={crumbs(view)} state={versionSaid(view, shown)}>
      {shown !== latest && (
        <Notice tone="info">
          {t("processing.old")} <a href={view.href(here)}>{t("processing.latest")}</a>
        </Notice>
      )}
      {shown.endedOn && <Notice tone="info">{endedSaid(view, shown.endedOn)}</Notice>}
      {shown === latest && (
        <div class="buttons">
          <LinkButton kind="primary" icon="pencil" href={view.href(`${here}/edit`)}>
            {t("processing.edit")}
          </LinkButton>
          {!latest.endedOn && (
            <Deed view={view} action={`${here}/end`}>
              {t("processing.end")}
            </Deed>
          )}
        </div>
      )}
      <Card>
        <Facts facts={factsOf(view, shown).map(([label, words]) => [label, words && inLines(words)])} />
      </Card>
      {versions.length > 1 && (
        <Card title={t("processing.versions")}>
          <Rows label={t("processing.versions")}>
            {versions.map((each) => (
              <Row href={view.href(`${here}?version=${each.version}`)} title={versionSaid(view, each)} />
            ))}
          </Rows>
        </Card>
      )}
    </Page>,
  )
}

type Typed = Record<string, string>

async function edit(c: Ctx, typed?: Typed, chosen?: string[], errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t } = view
  const number = Number(c.req.param("process")) || undefined
  const latest = number === undefined ? undefined : (await versionsOf(services.db, number))[0]
  if (number !== undefined && !latest) throw notFound()
  const back = latest ? pathOf(latest.process) : processingPath
  const labels = { ...processLabels(view), grounds: t("processing.grounds") }
  const { grounds: kept = [], ...stored } = latest ?? {}
  const form = { view, labels, values: { ...(stored as Typed), ...typed }, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={latest ? t("processing.edit") : t("processing.add")}
      crumbs={crumbs(view)}
      sub={latest?.name}
    >
      <p>{t("processing.edit.what")}</p>
      <Form
        form={form}
        action={latest ? back : `${processingPath}/new`}
        draft={`processing-${number ?? "new"}`}
        buttons={
          <>
            <Button kind="primary">{t("registry.form.save")}</Button>
            <LinkButton href={view.href(back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        {latest && <input type="hidden" name="version" value={String(latest.version)} />}
        {processFields.map((name) => (
          <>
            {name === "basis" && (
              <CheckboxCards
                {...field(form, "grounds")}
                values={chosen ?? kept}
                choices={grounds.map((value) => ({ value, label: t(`value.processing.ground.${value}`) }))}
              />
            )}
            <TextArea
              {...field(form, name)}
              rows={name === "name" ? 1 : 3}
              maxlength={4000}
              required={(requiredFields as readonly string[]).includes(name)}
              hint={t(`processing.hint.${name}`)}
            />
          </>
        ))}
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function save(c: Ctx) {
  const form = await formOf(c)
  const typed = Object.fromEntries(processFields.map((name) => [name, textOf(form, name)]))
  const chosen = [form.grounds ?? []].flat().filter((value): value is string => typeof value === "string")
  const process = Number(c.req.param("process")) || undefined
  const version = Number(textOf(form, "version")) || undefined
  const done = await attempt(act(c, writeProcess, { ...typed, grounds: chosen, process, version }, textOf(form, "key")))
  return "errors" in done
    ? edit(c, typed, chosen, done.errors)
    : goTo(c, pathOf(done.value.process), "processing.was_saved")
}

async function file(c: Ctx, ending: "docx" | "xlsx") {
  const { view, services } = c.var
  const processes = await presentProcesses(services.db)
  const bytes =
    ending === "docx"
      ? await processingDocx(view, await presentOperator(services.db), processes)
      : await processingWorkbook(view, processes)
  const kind = { docx: "wordprocessingml.document", xlsx: "spreadsheetml.sheet" }[ending]
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": `application/vnd.openxmlformats-officedocument.${kind}`,
    "Content-Disposition": contentDisposition("attachment", `${view.t("processing.short")}.${ending}`),
  })
}

/** `/settings/processing`: what the operator says of how personal data are processed, by version. */
export function processingPages(app: Pages) {
  const guarded = (handle: (c: Ctx) => Response | Promise<Response>) => (c: Ctx) => {
    if (!canKeepTexts(c.var.actor)) throw notAllowed()
    return handle(c)
  }
  const process = `${processingPath}/:process{[0-9]{1,9}}`
  app.get(processingPath, guarded(list))
  app.get(
    `${processingPath}.docx`,
    guarded((c) => file(c, "docx")),
  )
  app.get(
    `${processingPath}.xlsx`,
    guarded((c) => file(c, "xlsx")),
  )
  app.get(
    `${processingPath}/new`,
    guarded((c) => edit(c)),
  )
  app.post(`${processingPath}/new`, guarded(save))
  app.get(process, guarded(one))
  app.get(
    `${process}/edit`,
    guarded((c) => edit(c)),
  )
  app.post(process, guarded(save))
  app.post(`${process}/end`, async (c) => {
    const number = Number(c.req.param("process"))
    await act(c, endProcess, { process: number, today: c.var.view.today }, textOf(await formOf(c), "key"))
    return goTo(c, pathOf(number), "processing.was_saved")
  })
}
