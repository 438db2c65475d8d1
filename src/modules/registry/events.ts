import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"
import { channels } from "./confirmation/confirmation.ts"
import { documentAudiences } from "./paper/paper.ts"
import { natures } from "./party/party.ts"
import { profileFields } from "./profile/profile.ts"
import { providerChanged } from "./service-provider/provider-changes.ts"
import { statusKinds } from "./status/status.ts"
import { states } from "./suggestion/suggestion.ts"

const registered = ["legalForm", "inn", "ogrn", "kpp", "endedOn", "successor"]
const open = ["nature", "kind", "name", "shortName", "territory", "site", ...registered, "directions"]
const ofProfile = profileFields.filter((field) => field !== "logo")
const ofStatus = ["status", "statusFrom", "statusUntil", "statusProof", "statusInstitution", "statusWhy"]

/** What the registry announces. Subjects are `party`, `direction`, `service_list` and `territory`. */
export const events = {
  "party.added": {
    doc: "An organisation or a body has entered the registry, by hand, by an import or in passing.",
    payload: z.object({ nature: z.enum(natures) }),
    open,
  },
  "party.edited": {
    doc: "Fields of an organisation or a body have changed.",
    payload: z.object({ fields: z.array(z.string()) }),
    open,
  },
  "party.removed": {
    doc: "A card that an import had added was taken away when the import was undone.",
    payload: z.object({ nature: z.enum(natures) }),
  },
  "party.ended": {
    doc: "Somebody said since when an organisation or a body is no more, and who went on with its work, or took it back.",
    payload: z.object({ successor: z.number().nullable() }),
    open,
  },
  "party.confirmed": {
    doc: "Somebody said that the card of an organisation is right, by a letter's link, by changes that were accepted, or to the staff.",
    payload: z.object({ channel: z.enum(channels) }),
    open: ["confirmedOn"],
  },
  "confirmation.rule_changed": {
    doc: "Somebody said otherwise after how many months cards are to be confirmed anew.",
    payload: z.object({}),
  },
  "confirmation.went_round": {
    doc: "A daily round: how many organisations were asked whether their card is right, how many reminded, how many cards count as not confirmed since today.",
    payload: z.object({ asked: z.number(), reminded: z.number(), unconfirmed: z.number() }),
  },
  "party.told_apart": {
    doc: "Somebody said that this card and `other`, which looks like it, are about different ones.",
    payload: z.object({ other: z.number() }),
  },
  "party.called_alike": {
    doc: "Somebody took that back: `other` may be the same again.",
    payload: z.object({ other: z.number() }),
  },
  "party.merged": {
    doc: "Another card was merged into this one, which took from it all that belongs to it, and the values of `fields`.",
    payload: z.object({ merged: z.number(), merge: z.number(), fields: z.array(z.string()) }),
    open: [...open, ...ofProfile, "merged"],
  },
  "party.unmerged": {
    doc: "A merge was taken back; `fields` had been changed since and stay with this card.",
    payload: z.object({ merged: z.number(), merge: z.number(), fields: z.array(z.string()) }),
    open: [...open, ...ofProfile, "merged"],
  },
  "party.directions_set": {
    doc: "Somebody said what an organisation or a body works in: the whole set, in place of the one before.",
    payload: z.object({ directions: z.array(z.number()) }),
    open,
  },
  "party.described": {
    doc: "What an organisation or a body says of itself to everybody has changed, or its logo.",
    payload: z.object({ fields: z.array(z.string()), logo: z.boolean() }),
    open: ofProfile,
  },
  "party.trusted": {
    doc: "A coordinator said that texts of a party's own representative are published at once, or took that back.",
    payload: z.object({ trusted: z.boolean() }),
  },
  "party.document_added": {
    doc: "A document was put on a card; an offered one waits for a coordinator.",
    payload: z.object({ document: z.number(), audience: z.enum(documentAudiences) }),
    open: ["document"],
  },
  "party.document_shown": {
    doc: "A document of a card was opened to everybody, or to the staff only.",
    payload: z.object({ document: z.number(), audience: z.enum(documentAudiences) }),
    open: ["document"],
  },
  "party.document_removed": {
    doc: "A document was taken off a card for good.",
    payload: z.object({ document: z.number() }),
    open: ["document"],
  },
  "suggestion.made": {
    doc: "A representative suggested how a card should read, anew with `again`, or somebody told of a mistake: no `fields`.",
    payload: z.object({ party: z.number(), fields: z.array(z.string()), again: z.boolean() }),
  },
  "suggestion.decided": {
    doc: "A coordinator accepted a suggestion, some of its fields, or returned it.",
    payload: z.object({ party: z.number(), state: z.enum(states), fields: z.array(z.string()) }),
  },
  "suggestion.withdrawn": {
    doc: "Whoever sent a suggestion took it back.",
    payload: z.object({ party: z.number() }),
  },
  "direction.added": {
    doc: "A direction of work was added to the catalogue.",
    payload: z.object({}),
    open: ["nameRu"],
  },
  "direction.edited": {
    doc: "A direction of work was renamed, moved in the catalogue, retired or offered again.",
    payload: z.object({ fields: z.array(z.string()) }),
    open: ["nameRu", "nameEn", "position", "retired"],
  },
  "direction.merged": {
    doc: "The parties of another direction were given to this one, and the other one is gone.",
    payload: z.object({ from: z.number(), parties: z.number() }),
  },
  "party.status_added": {
    doc: "An organisation got a status: what it is recognised as, since when and by which decision.",
    payload: z.object({ status: z.number(), kind: z.enum(statusKinds) }),
    open: ofStatus,
  },
  "party.status_ended": {
    doc: "A status of an organisation was ended before its term; it stays in the history.",
    payload: z.object({ status: z.number(), kind: z.enum(statusKinds) }),
    open: ofStatus,
  },
  "party.status_removed": {
    doc: "A status that was entered by mistake was taken away.",
    payload: z.object({ status: z.number(), kind: z.enum(statusKinds) }),
    open: ofStatus,
  },
  "service.list_drafted": {
    doc: "A new version of the list of services was started as a copy of the last one.",
    payload: z.object({}),
  },
  "service.list_described": {
    doc: "A draft of the list of services got its document or the day since when it is in force.",
    payload: z.object({}),
  },
  "service.list_approved": {
    doc: "A version of the list of services was approved and never changes any more.",
    payload: z.object({ services: z.number() }),
  },
  "service.list_dropped": {
    doc: "A draft of the list of services was thrown away.",
    payload: z.object({}),
  },
  "service.written": {
    doc: "A service was added to a draft of the list, or said otherwise in it, with its criteria of quality.",
    payload: z.object({ service: z.number(), criteria: z.number() }),
  },
  "service.struck": {
    doc: "A service was struck from a draft of the list.",
    payload: z.object({ service: z.number() }),
  },
  "provider.added": {
    doc: "Somebody said that an organisation provides a service: since when, where, for whom and by which decision.",
    payload: z.object({ provider: z.number(), service: z.number() }),
    open: providerChanged,
  },
  "provider.edited": {
    doc: "Somebody said otherwise how an organisation provides a service, or until when.",
    payload: z.object({ provider: z.number(), service: z.number() }),
    open: providerChanged,
  },
  "provider.removed": {
    doc: "A provided service that was entered by mistake was taken away.",
    payload: z.object({ provider: z.number(), service: z.number() }),
    open: providerChanged,
  },
  "embedding.allowed": {
    doc: "A site was allowed to show the registers in a frame.",
    payload: z.object({}),
  },
  "embedding.forbidden": {
    doc: "A site may show the registers in a frame no more.",
    payload: z.object({}),
  },
  "territory.added": {
    doc: "A territory has been added under another one or at the top of the tree.",
    payload: z.object({ parentId: z.number().nullable() }),
    open: ["name"],
  },
  "territory.edited": {
    doc: "A territory has been renamed or hung under another one.",
    payload: z.object({ fields: z.array(z.string()) }),
    open: ["name", "kind", "parent"],
  },
} satisfies Record<string, EventSpec>
