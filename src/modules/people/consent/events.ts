import { z } from "zod"
import type { EventSpec } from "#platform/events.ts"
import { channels, consentKinds } from "./consent.ts"

/** What is announced about consents and guardians: ids and kinds; who signed and what is shown belongs to the person. */
export const consentEvents = {
  "person.consent_given": {
    doc: "A person or its guardian gave a consent, by itself or on paper.",
    payload: z.object({ consents: z.array(z.number()), kind: z.enum(consentKinds), channel: z.enum(channels) }),
  },
  "person.consent_withdrawn": {
    doc: "A consent was taken back; of kind `processing` or `guardian`: all about the person is to be erased.",
    payload: z.object({
      consents: z.array(z.number()),
      kind: z.enum(consentKinds),
      by: z.enum(["self", "guardian", "staff"]),
    }),
  },
  "person.consent_expired": {
    doc: "The last day of a consent is over.",
    payload: z.object({ consents: z.array(z.number()) }),
  },
  "person.consent_link_made": {
    doc: "A link to decide by without an account was given to a person or a guardian.",
    payload: z.object({ link: z.number(), guardian: z.number().nullable(), mailed: z.boolean() }),
  },
  "person.consent_link_revoked": {
    doc: "The link of a person or a guardian opens nothing any more.",
    payload: z.object({ link: z.number() }),
  },
  "person.guardian_added": {
    doc: "Somebody said who decides for a person under 18.",
    payload: z.object({ guardian: z.number() }),
  },
  "person.guardian_edited": {
    doc: "Fields of a guardian have changed.",
    payload: z.object({ guardian: z.number() }),
  },
  "person.guardian_removed": {
    doc: "A guardian was taken away; consents given by it stay.",
    payload: z.object({ guardian: z.number() }),
  },
  "consent.text_published": {
    doc: "The words of a consent have a new version.",
    payload: z.object({ kind: z.enum(consentKinds), version: z.number() }),
  },
  "consent.operator_changed": {
    doc: "Who processes personal data is named anew.",
    payload: z.object({ fields: z.array(z.string()) }),
  },
} satisfies Record<string, EventSpec>
