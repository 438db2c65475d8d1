import { allTerritories, asTree, foldName, partiesByFoldedName, territoryScopes } from "#modules/registry/public.ts"
import { understandPastDay } from "#platform/day.ts"
import type { Db } from "#platform/db.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { shortDate } from "#platform/office/dates.ts"
import { InvalidInput, notAllowed, notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { Checkbox, RadioCards } from "#ui/choice.tsx"
import { DateField, SelectField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { loadDraft } from "../draft/draft.store.ts"
import type { DraftContent } from "../draft/draft.ts"
import { numberOf } from "../labels.ts"
import { adoptResolution } from "./adopt-resolution.ts"
import { obstacles } from "./obstacles.ts"
import { canChangeDraft, canDraft } from "./resolution.policy.ts"
import { loadResolution } from "./resolution.store.ts"
import { visibilities } from "./resolution.ts"

type Typed = Record<"adoptedOn" | "visibility" | "territoryId" | "addUnknown", string>

/** How many addressees the registry knows neither by a tie nor by their name. */
async function countUnknown(db: Db, content: DraftContent): Promise<number> {
  const loose = content.pieces.flatMap((p) => p.addressees).filter((a) => a.partyId === null && a.role !== "class")
  const names = [...new Set(loose.map((a) => foldName(a.name)))]
  return names.length - (await partiesByFoldedName(db, names)).size
}

async function draw(c: Ctx, typed?: Typed, errors: Record<string, Saying> = {}) {
  const { view, services, actor } = c.var
  if (!canDraft(actor)) throw notAllowed()
  const id = Number(c.req.param("id"))
  const [draft, resolution] = [await loadDraft(services.db, id), await loadResolution(services.db, id)]
  if (!draft || !resolution) throw notFound()
  const { territoryId } = resolution
  if (!canChangeDraft(actor, territoryId, await territoryScopes(services.db, territoryId))) throw notAllowed()
  const { content } = draft
  const { t } = view
  const stops = obstacles(content)
  const doubtful = content.pieces.filter((p) => p.doubts.length)
  const items = content.pieces.filter((p) => p.type === "item").length
  const unknown = await countUnknown(services.db, content)
  const base = `/resolutions/${id}`
  const form = {
    view,
    errors,
    labels: {
      adoptedOn: t("resolution.field.adopted_on"),
      visibility: t("resolution.field.visibility"),
      territoryId: t("resolution.field.territory"),
      addUnknown: t("adopt.add_unknown", { count: unknown }),
    },
    values: typed ?? {
      adoptedOn:
        content.heldUntil || content.heldOn ? shortDate(content.heldUntil ?? content.heldOn!, view.locale) : "",
      visibility: "open",
      territoryId: String(resolution.territoryId ?? ""),
      addUnknown: "yes",
    },
  }
  const territories = asTree(await allTerritories(services.db))
  return c.html(
    <Page
      view={view}
      narrow
      title={t("adopt.title")}
      crumbs={[
        { href: "/resolutions", label: t("resolution.list.title") },
        { href: `${base}/draft`, label: t("draft.check.title") },
      ]}
      sub={content.title}
      state={stops.length ? t("adopt.stopped", { count: stops.length }) : t("adopt.ready", { count: items })}
    >
      {stops.map((stop) => (
        <Notice tone="error">
          <p>
            {t(`adopt.stop.${stop.code}`, { label: stop.label ?? "" })}{" "}
            <a
              href={view.href(
                stop.code === "no_title"
                  ? `${base}/draft/head`
                  : `${base}/draft${stop.field ? `?piece=${stop.field}#${stop.field}` : ""}`,
              )}
            >
              {t("adopt.mend")}
            </a>
          </p>
        </Notice>
      ))}
      {doubtful.length > 0 && (
        <section>
          <h2>{t("adopt.warnings", { count: doubtful.length })}</h2>
          <p>{t("adopt.warnings_what")}</p>
          <ul>
            {doubtful.map((p) => (
              <li>
                <a href={view.href(`${base}/draft?piece=${p.id}#${p.id}`)}>{numberOf(p)}</a>:{" "}
                {p.doubts.map((code) => t(`reading.warning.${code}` as never)).join("; ")}
              </li>
            ))}
          </ul>
        </section>
      )}
      {!stops.length && (
        <Form
          form={form}
          action={`${base}/adoption`}
          buttons={<Button kind="primary">{t("adopt.do", { count: items })}</Button>}
        >
          <input type="hidden" name="version" value={draft.version} />
          <DateField {...field(form, "adoptedOn")} required />
          <RadioCards
            {...field(form, "visibility")}
            choices={visibilities.map((v) => ({
              value: v,
              label: t(`resolution.visibility.${v}`),
              hint: t(`resolution.visibility.${v}.hint`),
            }))}
          />
          {territories.length > 0 && (
            <SelectField
              {...field(form, "territoryId")}
              empty={t("adopt.no_territory")}
              options={territories.map(({ id: value, name, depth }) => ({
                value: String(value),
                label: `${"\u2003".repeat(depth)}${name}`,
              }))}
            />
          )}
          {unknown > 0 && <Checkbox {...field(form, "addUnknown")} />}
          <p>{t("adopt.final")}</p>
        </Form>
      )}
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

/** The step from a checked draft to an adopted resolution: what stops, what warns, who will see it. */
export function adoptionPages(app: Pages) {
  app.get("/resolutions/:id{[0-9]{1,15}}/adoption", (c) => draw(c))
  app.post("/resolutions/:id{[0-9]{1,15}}/adoption", async (c) => {
    const form = await formOf(c)
    const typed: Typed = {
      adoptedOn: textOf(form, "adoptedOn"),
      visibility: textOf(form, "visibility"),
      territoryId: textOf(form, "territoryId"),
      addUnknown: textOf(form, "addUnknown"),
    }
    const id = c.req.param("id")
    try {
      const { items } = await act(
        c,
        adoptResolution,
        {
          id,
          version: textOf(form, "version"),
          adoptedOn: understandPastDay(typed.adoptedOn, c.var.view.today) ?? typed.adoptedOn,
          visibility: typed.visibility,
          territoryId: typed.territoryId || null,
          addUnknown: typed.addUnknown === "yes",
        },
        textOf(form, "key"),
      )
      return goTo(c, `/resolutions/${id}`, "adopt.done", { count: items })
    } catch (err) {
      if (err instanceof InvalidInput) return draw(c, typed, err.fields)
      if (err instanceof Refusal && err.saying.key === "refusal.draft_changed")
        return draw(c, typed, { "": err.saying })
      throw err
    }
  })
}
