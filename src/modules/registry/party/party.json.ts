import { z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { directionJson, openDirection } from "../direction/direction.json.ts"
import type { Direction } from "../direction/direction.ts"
import { partyStatus } from "../status/status.json.ts"
import type { Territory } from "../territory/territory.ts"
import { legalForms } from "./identifiers.ts"
import { seesContacts } from "./party.policy.ts"
import type { OpenParty, Party } from "./party.store.ts"
import { addressOf, natures } from "./party.ts"

/** A party in the API, for everybody. */
export const openParty = z
  .object({
    id: z.int(),
    nature: z.enum(natures),
    kind: z.string(),
    name: z.string(),
    shortName: z.string(),
    territory: z.object({ id: z.int(), name: z.string() }).nullable(),
    site: z.string(),
    legalForm: z.enum(["", ...legalForms]),
    inn: z.string(),
    ogrn: z.string(),
    kpp: z.string(),
    endedOn: z.iso.date().nullable().openapi({ description: "Since when it is no more" }),
    url: z.url(),
  })
  .openapi("Party")
const contacts = z.object({
  email: z.string(),
  headEmail: z.string().openapi({ description: "Of its head: for a request that stays without an answer" }),
  phone: z.string(),
  postalAddress: z.string(),
  letterTo: z.string(),
})
/** The card; contact data for the staff only. */
export const wholeParty = openParty
  .extend({
    version: z.int(),
    directions: z.array(openDirection),
    statuses: z.array(partyStatus).openapi({ description: "Of organisations, ended ones included; bodies have none" }),
    confirmedOn: z.iso.date().nullable().openapi({ description: "When somebody last said that the card is right" }),
    contacts: contacts.optional().openapi({ description: "For the centre's staff only" }),
  })
  .openapi("PartyCard")

/** A party as everybody may read it; fields that are not open are left out even if they are given. */
export const openJson = (c: Ctx, party: OpenParty, territories: Territory[]): z.output<typeof openParty> => {
  const place = territories.find(({ id }) => id === party.territoryId)
  return {
    id: party.id,
    nature: party.nature,
    kind: party.kind,
    name: party.name,
    shortName: party.shortName,
    territory: place ? { id: place.id, name: place.name } : null,
    site: party.site,
    legalForm: party.legalForm,
    inn: party.inn,
    ogrn: party.ogrn,
    kpp: party.kpp,
    endedOn: party.endedOn,
    url: c.var.services.baseUrl + addressOf(party),
  }
}

export const wholeJson = (
  c: Ctx,
  party: Party,
  territories: Territory[],
  directions: Direction[],
  statuses: z.output<typeof partyStatus>[],
  confirmedOn: string | null,
): z.output<typeof wholeParty> => ({
  ...openJson(c, party, territories),
  version: party.version,
  directions: directions.map(directionJson),
  statuses,
  confirmedOn,
  ...(seesContacts(c.var.actor) && {
    contacts: {
      email: party.email,
      headEmail: party.headEmail,
      phone: party.phone,
      postalAddress: party.postalAddress,
      letterTo: party.letterTo,
    },
  }),
})
