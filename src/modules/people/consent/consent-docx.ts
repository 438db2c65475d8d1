import { buildDocx } from "#platform/office/docx.ts"
import type { Block } from "#platform/office/docx-blocks.ts"
import type { View } from "#platform/view.ts"
import type { Guardian } from "../guardian/guardian.ts"
import { publishable } from "../person/fields.ts"
import type { Person } from "../person/person.store.ts"
import { fullName } from "../person/person.ts"
import type { ConsentKind } from "./consent.ts"
import type { ConsentText, Operator } from "./consent-text.store.ts"
import { fieldWord, kindWord, wordsOf } from "./consent-words.ts"

type Paper = {
  kind: ConsentKind
  text: ConsentText
  operator: Operator | undefined
  /** As the reader may see it: what is empty is left to be written by hand. */
  person: Person
  guardian?: Guardian | undefined
}

/** A consent as .docx to be signed by hand: its words with what is known, lines for the rest, a place for the signature. */
export function consentPaper(view: View, { kind, text, operator, person, guardian }: Paper): Promise<Uint8Array> {
  const { t, locale } = view
  const signer = kind === "guardian" ? guardian?.name : fullName(person)
  const said = {
    signer: signer ?? "",
    relation: guardian?.relation ?? "",
    reach: [person.phone, person.email].filter(Boolean).join(", "),
  }
  const plain = (words: string): Block => ({ type: "paragraph", text: words, align: "left" })
  const blocks: Block[] = [
    { type: "title", text: kindWord(view, kind) },
    ...wordsOf(view, text, { operator, person }, said).map((words): Block => ({ type: "paragraph", text: words })),
    ...(kind === "publication"
      ? [plain(t("consent.paper.tick")), ...publishable.map((field) => plain(`☐ ${fieldWord(view, field)}`))]
      : []),
    { type: "space" },
    { type: "signature", post: t("consent.paper.date"), name: signer ?? "" },
    plain(t("consent.paper.version", { version: text.version })),
  ]
  return buildDocx({ title: kindWord(view, kind), language: locale, size: 12, blocks })
}
