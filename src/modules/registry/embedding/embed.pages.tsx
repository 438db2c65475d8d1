import { framable } from "#platform/http/framing.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import type { Pages } from "#platform/module.ts"
import { embeddedOrganisation } from "./embedded-organisation.tsx"
import { embeddedOrganisations } from "./embedded-organisations.tsx"
import { embeddedService } from "./embedded-service.tsx"
import { embeddedServices } from "./embedded-services.tsx"
import { embeddingSites } from "./embedding.store.ts"

const framed = framable(async (c) => (await embeddingSites(c.var.services.db)).map(({ origin }) => origin))

/** The registers in frames of the sites that are allowed to show them. */
export function embedPages(app: Pages) {
  app.get("/embed/organisations", framed, forVisitors, embeddedOrganisations)
  app.get("/embed/organisations/:id{[0-9]{1,15}}", framed, forVisitors, embeddedOrganisation)
  app.get("/embed/services", framed, forVisitors, embeddedServices)
  app.get("/embed/services/:id{[0-9]{1,15}}", framed, forVisitors, embeddedService)
}
