import { z } from "zod"
import { allDirections, allTerritories, partyNames } from "#modules/registry/public.ts"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { site } from "#platform/site.ts"
import { insertApplication } from "./application.store.ts"
import { applicationInput } from "./application-input.ts"
import { tellApplicant } from "./tell-applicant.ts"

/**
 * Keeps an application and sends a link to its address; it is looked at once whoever has that mailbox submits it.
 * Whoever calls this counts tries and keeps programs out.
 */
export const sendApplication = command({
  name: "application.send",
  input: z.object({ application: applicationInput, site }),
  permit: () => true,
  async run({ tx, now }, { application: given, site: letter }) {
    const directions = given.kind === "organisation" ? given.directions : []
    const [territories, known] = await Promise.all([allTerritories(tx), allDirections(tx)])
    if (given.kind === "organisation" && !territories.some(({ id }) => id === given.territoryId))
      throw new InvalidInput({ territoryId: { key: "invalid.choice" } })
    if (directions.some((one) => !known.some(({ id }) => id === one)))
      throw new InvalidInput({ directions: { key: "invalid.choice" } })
    const party = given.kind === "person" ? (await partyNames(tx, [given.partyId])).get(given.partyId) : undefined
    if (given.kind === "person" && !party) throw new InvalidInput({ partyId: { key: "people.affiliation.no_party" } })
    const { familyName, givenName, patronymic, email, phone, about } = given
    const applicant = { familyName, givenName, patronymic, email, phone, about }
    const id = await insertApplication(
      tx,
      given.kind === "organisation"
        ? {
            ...applicant,
            kind: "organisation",
            name: given.name,
            inn: given.inn,
            partyKind: given.partyKind,
            territoryId: given.territoryId,
            directions,
            post: given.post,
            role: "head",
            partyId: null,
            proof: "",
          }
        : {
            ...applicant,
            kind: "person",
            name: party!.name,
            inn: "",
            partyKind: "",
            territoryId: party!.territoryId,
            directions: [],
            post: "",
            role: given.role,
            partyId: given.partyId,
            proof: given.proof,
          },
      now,
    )
    await tellApplicant(
      tx,
      { id, ...applicant, name: party?.name ?? ("name" in given ? given.name : "") },
      "check",
      "",
      {
        site: letter,
        now,
      },
    )
    return { id }
  },
})
