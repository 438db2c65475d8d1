import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import type { Pages } from "#platform/module.ts"
import { notFound } from "#platform/refusal.ts"
import { listByNumber, listOn } from "../service-list/service-list.store.ts"
import { listProviders } from "../service-provider/provider.store.ts"
import { countProviders, countServices, listServices } from "./list-services.ts"
import { entryOf, versionsOf } from "./service.store.ts"
import { ServicePage, type ServicePageProps } from "./service-page.tsx"
import { askedServices } from "./service-query.ts"
import { NoServices, ServiceRegister } from "./service-register.tsx"
import { servicesWorkbook } from "./services-workbook.ts"

const pageSize = 50

async function register(c: Ctx) {
  const { view, services } = c.var
  const list = await listOn(services.db, view.today)
  if (!list) return c.html(<NoServices view={view} />)
  const { query, filter, territories } = await askedServices(c)
  const [found, count] = await Promise.all([
    listServices(services.db, list.number, filter, { after: query.after, limit: pageSize + 1 }),
    countServices(services.db, list.number, filter),
  ])
  const shown = { list, query, count, territories, services: found.slice(0, pageSize), more: found.length > pageSize }
  return c.html(<ServiceRegister view={view} {...shown} />)
}

/** Which version of the list the page shows a service by, and how that version stands today. */
async function shownBy(c: Ctx, id: number): Promise<Pick<ServicePageProps, "list" | "standing" | "versions">> {
  const { view, services } = c.var
  const versions = await versionsOf(services.db, id)
  const now = await listOn(services.db, view.today)
  const asked = Number(c.req.query("version"))
  const begun = versions.filter(({ inForceFrom }) => inForceFrom! <= view.today)
  const wanted = versions.find(({ number }) => number === asked) ?? begun[0] ?? versions[0]
  const list = wanted && (await listByNumber(services.db, wanted.number))
  if (!list) throw notFound()
  const inForce = begun.some(({ number }) => number === now?.number)
  if (list.number === now?.number) return { list, versions, standing: "now" }
  if (list.inForceFrom! > view.today) return { list, versions, standing: "ahead" }
  return { list, versions, standing: inForce || asked ? "past" : "struck" }
}

async function one(c: Ctx) {
  const { view, services } = c.var
  const id = Number(c.req.param("id"))
  const shown = await shownBy(c, id)
  const { query, filter, territories } = await askedServices(c)
  const [entry, found, count] = await Promise.all([
    entryOf(services.db, shown.list.number, id),
    listProviders(services.db, id, filter, { after: query.after, limit: pageSize + 1 }),
    countProviders(services.db, id, filter),
  ])
  if (!entry) throw notFound()
  const providers = { providers: found.slice(0, pageSize), more: found.length > pageSize, count }
  return c.html(<ServicePage view={view} {...shown} {...{ entry, query, territories }} {...providers} />)
}

async function workbook(c: Ctx) {
  const { view, services } = c.var
  const list = await listOn(services.db, view.today)
  if (!list) throw notFound()
  const { filter, territories } = await askedServices(c)
  const bytes = await servicesWorkbook(view, services.db, list, filter, territories)
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "Content-Disposition": `attachment; filename="services.xlsx"`,
  })
}

/** The register of services for everybody. */
export function servicePages(app: Pages) {
  app.get("/services", forVisitors, register)
  app.get("/services.xlsx", workbook)
  app.get("/services/:id{[0-9]{1,15}}", forVisitors, one)
}
