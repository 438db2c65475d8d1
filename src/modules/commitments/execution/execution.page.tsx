import { canSee, type Resolution, resolutionById } from "#modules/deliberation/public.ts"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { longDate } from "#platform/office/dates.ts"
import { notFound } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { CopyText } from "#ui/copy.tsx"
import { SelectField, TextField } from "#ui/field.tsx"
import { Filters } from "#ui/filters.tsx"
import { Page } from "#ui/frame.tsx"
import { ListHead } from "#ui/list.tsx"
import { Moment } from "#ui/time.tsx"
import { canAsk } from "../request/request.policy.ts"
import { reportTitle } from "./execution-words.ts"
import { loadReport } from "./load-execution.ts"
import { reportAddress, type Wanted, wantedBy } from "./report-address.ts"
import { ReportBody, ReportState } from "./report-body.tsx"

type Loaded = Wanted & { resolution: Resolution; report: Awaited<ReturnType<typeof loadReport>> }

/**
 * The resolution of the address with its report as of the day that the address names.
 * @throws Refusal 404 for those who may not read the resolution
 */
export async function loadWanted(c: Ctx): Promise<Loaded> {
  const { services, actor, view } = c.var
  const resolution = await resolutionById(services.db, Number(c.req.param("id")))
  if (!resolution?.adoptedOn || !canSee(actor, resolution)) throw notFound()
  const wanted = wantedBy(c.req.query(), view.today)
  const report = await loadReport(services.db, resolution.id, wanted.day, wanted.recipientId)
  return { ...wanted, resolution, report }
}

/** «Отчёт об исполнении»: how every item of a resolution stood on a day. */
export async function executionPage(c: Ctx) {
  const { view, services, actor } = c.var
  const { t, locale } = view
  const loaded = await loadWanted(c)
  const { resolution, report, day, recipientId, wrong } = loaded
  const { id } = resolution
  const keeper = staffSomewhere(actor) && canAsk(actor, await territoryScopes(services.db, resolution.territoryId))
  const lasting = { ...day, recipientId, known: day.known ?? report.latest ?? view.now }
  const file = (ending: string) => view.href(reportAddress(id, { ...day, recipientId }, ending))
  return c.html(
    <Page
      view={view}
      title={t("execution.title")}
      crumbs={[
        { href: "/resolutions", label: t("resolution.list.title") },
        { href: `/resolutions/${id}`, label: resolution.title },
      ]}
      sub={t("execution.on", { date: longDate(day.on, locale) })}
      state={<ReportState view={view} report={report} />}
      description={reportTitle(view, resolution.title)}
      aside={
        <>
          {keeper && (
            <Card title={t("execution.sending.title")}>
              <p>
                <LinkButton
                  kind="primary"
                  icon="send"
                  href={view.href(reportAddress(id, { ...day, recipientId, known: null }, "/sending"))}
                >
                  {t("execution.sending.begin")}
                </LinkButton>
              </p>
            </Card>
          )}
          <Card title={t("execution.lasting")}>
            <p>{t("execution.lasting.what")}</p>
            <CopyText view={view} text={services.baseUrl + view.href(reportAddress(id, lasting))} />
          </Card>
        </>
      }
    >
      {day.known && (
        <p class="mini">
          {t("execution.known")} <Moment view={view} at={day.known} plain />.{" "}
          <a href={view.href(reportAddress(id, { ...day, recipientId, known: null }))}>{t("execution.all_known")}</a>
        </p>
      )}
      <ReportFilters view={view} loaded={loaded} />
      <ListHead
        view={view}
        count={t("item.count", { count: report.sections.reduce((sum, { items }) => sum + items.length, 0) })}
        downloads={[
          { href: file(".docx"), label: ".docx" },
          { href: file(".xlsx"), label: ".xlsx" },
        ]}
      />
      <ReportBody view={view} report={report} />
    </Page>,
    wrong ? 422 : 200,
  )
}

/** As of which day, and of whom. */
function ReportFilters({ view, loaded }: { view: View; loaded: Loaded }) {
  const { t, locale } = view
  const { resolution, report, day, recipientId, typed, wrong } = loaded
  const one = report.recipients.find(({ id }) => id === recipientId)
  return (
    <Filters
      view={view}
      action={`/resolutions/${resolution.id}/execution`}
      active={
        recipientId === null
          ? []
          : [
              {
                label: one?.addressee ?? t("execution.addressee"),
                href: view.href(reportAddress(resolution.id, { ...day, recipientId: null })),
              },
            ]
      }
    >
      <TextField
        view={view}
        name="on"
        label={t("execution.day")}
        value={wrong ? typed : longDate(day.on, locale)}
        width="medium"
        autocomplete="off"
        error={wrong ? t("execution.invalid.day") : undefined}
      />
      <SelectField
        view={view}
        name="addressee"
        label={t("execution.addressee")}
        value={recipientId === null ? "" : String(recipientId)}
        empty={t("execution.everybody")}
        options={report.recipients.map(({ id, addressee }) => ({ value: String(id), label: addressee }))}
      />
    </Filters>
  )
}
