import type { Services } from "#platform/services.ts"
import { guardiansOf } from "../guardian/guardian.store.ts"
import type { Guardian } from "../guardian/guardian.ts"
import type { Person } from "../person/person.store.ts"
import { fullName } from "../person/person.ts"
import { type ConsentKind, troubleOfAge } from "./consent.ts"
import { type ConsentLink, consentLinksOf } from "./consent-link.store.ts"
import { consentAddress } from "./consent-mail.ts"

/** Somebody who decides about a person: itself, or one of its guardians. */
export type Signer = {
  guardian: Guardian | undefined
  name: string
  email: string
  kind: ConsentKind
  /** Why they cannot sign now; null when they can. */
  trouble: string | null
  link: ConsentLink | undefined
  /** Where the link leads while it opens. */
  address: ReturnType<typeof consentAddress> | undefined
}

/** Who may sign for a person, with their links, for the staff. */
export async function loadSigners(
  services: Pick<Services, "db" | "clock" | "secret" | "baseUrl">,
  person: Person,
): Promise<Signer[]> {
  const { db, clock } = services
  const now = clock.now()
  const [guardians, links] = await Promise.all([guardiansOf(db, person.id), consentLinksOf(db, person.id)])
  return [undefined, ...guardians].map((guardian) => {
    const link = links.find(({ guardianId }) => guardianId === (guardian?.id ?? null))
    const kind = guardian ? "guardian" : "processing"
    const opens = link && !link.revokedAt && link.expiresAt > now
    return {
      guardian,
      name: guardian?.name ?? fullName(person),
      email: (guardian ?? person).email,
      kind,
      trouble: troubleOfAge(kind, person.birthOn, now.toISOString().slice(0, 10)),
      link,
      address: opens ? consentAddress(services, link) : undefined,
    }
  })
}
