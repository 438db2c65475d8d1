import { z } from "zod"
import { allTerritories, idsBelow } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import type { Pages } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import { writeSheets } from "#platform/office/xlsx.ts"
import { notAllowed } from "#platform/refusal.ts"
import { LinkButton } from "#ui/button.tsx"
import { SelectField, TextField } from "#ui/field.tsx"
import { ChipLinks, Filters } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { Empty, ListHead, Pager, Rows } from "#ui/list.tsx"
import { territoriesOf } from "./letter.policy.ts"
import { LetterLine } from "./letter-line.tsx"
import { kindWord, waysOf, wayWord } from "./letter-words.ts"
import { type LetterFilter, listLetters } from "./register.store.ts"
import { sendFile } from "./send-file.ts"

const perPage = 50
const workbookLimit = 10_000
export const directions = ["out", "in"] as const
export const kinds = ["request", "third_body", "reminder", "escalation", "report", "reply"] as const

const number = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined)
const query = z.object({
  direction: z.enum(directions).optional().catch(undefined),
  kind: z.enum(kinds).optional().catch(undefined),
  year: z.coerce.number().int().min(1900).max(2200).optional().catch(undefined),
  resolution: number,
  q: z.string().trim().max(200).optional().catch(undefined),
  waiting: z.literal("yes").optional().catch(undefined),
  after: number,
})
type Query = z.output<typeof query>

const address = (asked: Partial<Query>, path = "/letters") => {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== "")
  return given.length ? `${path}?${new URLSearchParams(given.map(([k, v]): [string, string] => [k, String(v)]))}` : path
}

/** The territories whose letters the actor reads, with all below them; undefined: all. */
export async function territoriesFor(c: Ctx): Promise<number[] | undefined> {
  const own = territoriesOf(c.var.actor)
  if (!own) return undefined
  const all = await allTerritories(c.var.services.db)
  return own.flatMap((id) => idsBelow(all, id))
}

async function asked(c: Ctx) {
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
  const { after, ...narrowed } = query.parse(c.req.query())
  const { waiting, ...rest } = narrowed
  const filter: LetterFilter = { ...rest, awaiting: waiting === "yes", territories: await territoriesFor(c) }
  return { narrowed, after, filter }
}

async function list(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const { narrowed, after, filter } = await asked(c)
  const found = await listLetters(services.db, filter, { after, limit: perPage + 1 })
  const letters = found.slice(0, perPage)
  const ways = await waysOf(services.db, letters)
  const without = (name: keyof Query) => view.href(address({ ...narrowed, [name]: undefined }))
  const { direction, kind, year, resolution, q, waiting } = narrowed
  const active = [
    ...(direction ? [{ label: t(`letter.direction.${direction}`), href: without("direction") }] : []),
    ...(kind ? [{ label: t(`letter.kind.${kind}`), href: without("kind") }] : []),
    ...(year ? [{ label: String(year), href: without("year") }] : []),
    ...(resolution ? [{ label: t("register.of_resolution", { id: resolution }), href: without("resolution") }] : []),
    ...(q ? [{ label: `«${q}»`, href: without("q") }] : []),
  ]
  const chip = (value: "yes" | undefined, label: string) => ({
    label,
    href: view.href(address({ ...narrowed, waiting: value })),
    current: waiting === value,
  })
  const more = found.length > perPage
  return c.html(
    <Page view={view} title={t("register.title")} state={t("register.what")}>
      <p class="buttons">
        <LinkButton kind="primary" icon="inbox" href={view.href("/letters/incoming")}>
          {t("register.incoming")}
        </LinkButton>
      </p>
      <ChipLinks
        label={t("register.title")}
        chips={[chip(undefined, t("register.all")), chip("yes", t("register.waiting"))]}
      />
      <Filters view={view} action="/letters" active={active} keep={{ waiting, resolution: resolution?.toString() }}>
        <SelectField
          view={view}
          name="direction"
          label={t("register.direction")}
          value={direction ?? ""}
          empty={t("register.any")}
          options={directions.map((value) => ({ value, label: t(`letter.direction.${value}`) }))}
        />
        <SelectField
          view={view}
          name="kind"
          label={t("register.kind")}
          value={kind ?? ""}
          empty={t("register.any")}
          options={kinds.map((value) => ({ value, label: t(`letter.kind.${value}`) }))}
        />
        <TextField
          view={view}
          name="year"
          label={t("register.year")}
          value={year ? String(year) : ""}
          width="short"
          inputmode="numeric"
        />
        <TextField view={view} name="q" label={t("register.q")} value={q ?? ""} type="search" />
      </Filters>
      <ListHead
        view={view}
        count={
          more || after
            ? t("register.count_more", { count: letters.length })
            : t("register.count", { count: letters.length })
        }
        downloads={[{ href: view.href(address(narrowed, "/letters.xlsx")), label: ".xlsx" }]}
      />
      {letters.length > 0 ? (
        <Rows label={t("register.title")}>
          {letters.map((letter) => (
            <LetterLine view={view} letter={letter} way={ways.get(letter.id)!} />
          ))}
        </Rows>
      ) : (
        <Empty title={t("register.empty")} why={t("register.empty_why")} />
      )}
      <Pager
        view={view}
        more={more ? view.href(address({ ...narrowed, after: letters.at(-1)!.id })) : undefined}
        first={after ? view.href(address(narrowed)) : undefined}
      />
    </Page>,
  )
}

async function workbook(c: Ctx) {
  const { view, services } = c.var
  const { t } = view
  const { filter } = await asked(c)
  const letters = await listLetters(services.db, filter, { limit: workbookLimit })
  const ways = await waysOf(services.db, letters)
  const text = (header: string, width: number) => ({ header, width, type: "text" as const })
  const day = (header: string) => ({ header, width: 12, type: "date" as const })
  const bytes = await writeSheets([
    {
      name: t("register.title"),
      columns: [
        text(t("register.direction"), 12),
        text(t("register.number"), 12),
        day(t("register.dated")),
        text(t("register.addressee"), 40),
        text(t("register.kind"), 22),
        text(t("register.subject"), 50),
        text(t("register.channel"), 24),
        text(t("letter.mail"), 18),
        text(t("register.their"), 24),
        day(t("register.awaited")),
        text(t("register.answered"), 18),
      ],
      rows: letters.map((letter) => [
        t(`letter.direction.${letter.direction}`),
        letter.numberText,
        letter.dated,
        letter.addressee,
        kindWord(t, letter) || "",
        letter.subject,
        letter.direction === "out" ? t(`letter.channel.${letter.channel}`) : "",
        letter.direction === "out" ? wayWord(t, ways.get(letter.id)!).word : "",
        [letter.theirNumber, letter.theirDate && longDate(letter.theirDate, view.locale)].filter(Boolean).join(", "),
        letter.awaitedUntil,
        letter.repliedBy === null ? "" : t("register.replied"),
      ]),
    },
  ])
  return sendFile(c, "xlsx", t("register.file"), bytes)
}

/** The register of letters, for the staff. */
export function registerPages(app: Pages) {
  app.get("/letters", list)
  app.get("/letters.xlsx", workbook)
}
