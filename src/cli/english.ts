import { DocumentRefusal } from "#platform/documents/document-refusal.ts"
import { InvalidInput, Refusal, type Saying } from "#platform/refusal.ts"
import { translatorOf } from "../setup.ts"

/** The English catalogue of all modules, for the command line; needs no database. */
const catalogue = translatorOf()
export const inEnglish = (saying: Saying) => catalogue.explain("en", saying)

/** A refusal in sentences, one per trouble; undefined when it is none and ought to be thrown on. */
export function refusalInEnglish(err: unknown): string[] | undefined {
  if (err instanceof DocumentRefusal) return [inEnglish({ key: `documents.refusal.${err.code}`, params: err.params })]
  if (err instanceof Refusal) return [inEnglish(err.saying)]
  if (err instanceof InvalidInput)
    return Object.entries(err.fields).map(([field, saying]) => {
      const sentence = inEnglish(saying)
      return /^[a-z]\w*$/i.test(field) && saying.key.startsWith("invalid.") ? `${field}: ${sentence}` : sentence
    })
  return undefined
}
