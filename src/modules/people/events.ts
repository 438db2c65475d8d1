import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"
import { affiliationRoles } from "./affiliation/affiliation.ts"
import { applicationKinds, steps } from "./application/application.ts"
import { confirmedRoles } from "./confirmed-role/confirmed-role.ts"
import { bases } from "./erasure/erasure.ts"

const ofAffiliation = { affiliation: z.number(), party: z.number(), role: z.enum(affiliationRoles) }

const ofSkill = { skill: z.number(), competence: z.number() }
const ofRole = { id: z.number(), role: z.enum(confirmedRoles) }

/** What is announced about people. The subject is `person`, of which no field is open, or `competence`. */
export const events = {
  "person.added": {
    doc: "A person has entered the registry, with an account or without one.",
    payload: z.object({}),
  },
  "person.edited": {
    doc: "Fields of a person have changed.",
    payload: z.object({ fields: z.array(z.string()) }),
  },
  "person.merged": {
    doc: "Another card of the same person was merged into this one, which took the values of `fields` from it.",
    payload: z.object({ merged: z.string(), merge: z.number(), fields: z.array(z.string()) }),
  },
  "person.unmerged": {
    doc: "A merge of two people was taken back; `fields` had been changed since and stay with this card.",
    payload: z.object({ merged: z.string(), merge: z.number(), fields: z.array(z.string()) }),
  },
  "person.removed": {
    doc: "A card that an import had added was taken away, with all that was kept of the person, when the import was undone.",
    payload: z.object({}),
  },
  "person.import_undone": {
    doc: "What an import had added beside a person's card was taken away: organisations, competences or a consent.",
    payload: z.object({ fields: z.array(z.string()) }),
  },
  "person.told_apart": {
    doc: "Somebody said that this card and `other`, which looks like it, are of two people.",
    payload: z.object({ other: z.uuid() }),
  },
  "person.called_alike": {
    doc: "Somebody took that back: `other` may be the same person again.",
    payload: z.object({ other: z.uuid() }),
  },
  "person.affiliated": {
    doc: "Somebody said what a person is in an organisation or a body.",
    payload: z.object(ofAffiliation),
  },
  "person.left": {
    doc: "A person left an organisation or a body; that it belonged there stays.",
    payload: z.object(ofAffiliation),
  },
  "person.affiliation_removed": {
    doc: "An affiliation that was entered by mistake was taken away.",
    payload: z.object(ofAffiliation),
  },
  "person.competence_stated": {
    doc: "Somebody said that a person has a competence; `confirmed`: on a ground, by the same word.",
    payload: z.object({ ...ofSkill, confirmed: z.boolean() }),
  },
  "person.competence_confirmed": {
    doc: "A competence of a person was confirmed, or confirmed anew.",
    payload: z.object(ofSkill),
  },
  "person.competence_ended": {
    doc: "A competence of a person was taken back; that it was there stays.",
    payload: z.object(ofSkill),
  },
  "person.role_given": {
    doc: "A person was confirmed as a mentor, an expert or an assessor.",
    payload: z.object(ofRole),
  },
  "person.role_ended": {
    doc: "A person is a mentor, an expert or an assessor no longer; that it was stays.",
    payload: z.object(ofRole),
  },
  "person.described": {
    doc: "Languages, availability or experience of a person have changed.",
    payload: z.object({ fields: z.array(z.string()) }),
  },
  "competence.added": {
    doc: "A competence was added to the catalogue.",
    payload: z.object({}),
    open: ["nameRu"],
  },
  "competence.edited": {
    doc: "A competence was renamed, moved in the catalogue, retired or offered again.",
    payload: z.object({ fields: z.array(z.string()) }),
    open: ["nameRu", "nameEn", "position", "retired"],
  },
  "person.erased": {
    doc: "All that was kept of a person was destroyed, and the act of it made.",
    payload: z.object({ erasure: z.number(), basis: z.enum(bases) }),
  },
  "person.claim_sent": {
    doc: "A person without an account was given a link by which the card becomes its own.",
    payload: z.object({ claim: z.number(), by: z.enum(["mail", "paper"]) }),
  },
  "person.claim_revoked": {
    doc: "The links by which a person could make the card its own are worth nothing any more.",
    payload: z.object({}),
  },
  "person.claimed": {
    doc: "A person made the card its own with an account.",
    payload: z.object({ claim: z.number() }),
  },
  "person.account_released": {
    doc: "A card was parted from the account that had taken it; the account stays.",
    payload: z.object({}),
  },
  "application.submitted": {
    doc: "An organisation or a person, whose address was confirmed, asked to join.",
    payload: z.object({ kind: z.enum(applicationKinds) }),
  },
  "application.moved": {
    doc: "A step was taken on an application: asked, replied, confirmed, declined, appealed or withdrawn.",
    payload: z.object({ step: z.enum(steps) }),
  },
} satisfies Record<string, EventSpec>
