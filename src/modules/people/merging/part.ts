import { mergeApi } from "./merge.api.ts"
import { mergePages } from "./merge.pages.tsx"
import { mergePeople } from "./merge-people.ts"
import { partyReferences, personReferences, unmovedOfPerson } from "./references.ts"
import { unmergePeople } from "./unmerge-people.ts"

/** What merging brings into the manifest of people. Its pages and API come first: they follow addresses of merged cards. */
export const merging = {
  commands: [mergePeople, unmergePeople],
  references: { party: partyReferences, person: personReferences },
  unmoved: unmovedOfPerson,
  pages: mergePages,
  api: mergeApi,
}
