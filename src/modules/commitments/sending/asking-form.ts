import { understandDay } from "#platform/day.ts"
import { isoFromText, shortDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { isEmail } from "./email.ts"
import type { Chosen, LoadedPlan, Reachable } from "./load-plan.ts"

/** How a letter goes. */
export const channels = ["email", "paper", "both"] as const
export type Channel = (typeof channels)[number]

/** What stands in the form, as typed: text by the name of its field, lists of ticks by theirs. */
export type Typed = { text(name: string): string; all(name: string): string[] }

export const nothingTyped: Typed = { text: () => "", all: () => [] }

/** The form, or the query of an address, as `Typed`. */
export const typedFrom = (given: Record<string, unknown>): Typed => {
  const all = (name: string) => [given[name]].flat().filter((one): one is string => typeof one === "string")
  return { text: (name) => all(name)[0]?.trim() ?? "", all }
}

/** Which members of classes are ticked; `mark` is a class whose shown members are all to be ticked or none. */
export function chosenIn(typed: Typed, classKeys: string[]): Chosen {
  const ids = (key: string) =>
    typed
      .all(`tick-${key}`)
      .map(Number)
      .filter((id) => Number.isSafeInteger(id) && id > 0)
  return {
    ticked: new Map(classKeys.map((key) => [key, ids(key)])),
    find: new Map(classKeys.map((key) => [key, typed.text(`find-${key}`).slice(0, 200)])),
  }
}

/** One row of the form: as typed, or as the registry suggests where nobody has seen the row yet. */
export type Line = { to: Reachable; ask: boolean; how: Channel; email: string; remember: boolean }

/**
 * The rows of the form. Who was not on the page yet is asked only when ticked in a class: what nobody has seen is not sent.
 */
export function linesOf(plan: LoadedPlan, typed: Typed, isFirst: boolean): Line[] {
  const shown = new Set(typed.text("shown").split(" "))
  return plan.recipients.map((to) => {
    const usual: Channel = to.email ? "email" : "paper"
    if (!shown.has(to.key))
      return { to, ask: isFirst || to.classes.length > 0, how: usual, email: to.email, remember: false }
    const how = channels.find((one) => one === typed.text(`how-${to.key}`)) ?? usual
    return {
      to,
      ask: typed.text(`who-${to.key}`) === "yes",
      how,
      email: typed.text(`email-${to.key}`),
      remember: typed.text(`remember-${to.key}`) === "yes",
    }
  })
}

/** How many would get a letter though their row was not on the page when the button was pressed. */
export function unseenIn(lines: Line[], typed: Typed): number {
  const shown = new Set(typed.text("shown").split(" "))
  return lines.filter(({ ask, to }) => ask && !shown.has(to.key)).length
}

/** The date of the letters: typed, or today; null when it is no date. */
export const datedIn = (typed: Typed, view: View): string | null => {
  const text = typed.text("dated")
  return text ? (isoFromText(text) ?? understandDay(text, view.today)) : view.today
}
export const datedText = (typed: Typed, view: View): string => typed.text("dated") || shortDate(view.today, view.locale)

/** What has to be mended before the letters can go, by the names of fields. */
export function troublesOf(lines: Line[], dated: string | null): Record<string, Saying> {
  const troubles: Record<string, Saying> = {}
  if (!dated) troubles.dated = { key: "invalid.date" }
  for (const { to, how, email } of lines.filter((line) => line.ask)) {
    if (email && !isEmail(email)) troubles[`email-${to.key}`] = { key: "invalid.email" }
    else if (how !== "paper" && !email) troubles[`email-${to.key}`] = { key: "asking.no_email" }
  }
  return troubles
}

/** The letters as the command wants them. */
export const lettersFrom = (lines: Line[]) =>
  lines
    .filter((line) => line.ask)
    .map(({ to, how, email, remember }) => ({
      addressee: to.name,
      partyId: to.partyId,
      channel: how,
      email,
      remember,
      items: to.items.map(({ id, role }) => ({ id, role })),
    }))

/** A trouble of the command (`letters.3.email`) at the field where it was typed. */
export function atFields(errors: Record<string, Saying>, lines: Line[]): Record<string, Saying> {
  const asked = lines.filter((line) => line.ask)
  return Object.fromEntries(
    Object.entries(errors).map(([name, saying]) => {
      const [, at, part] = /^letters\.(\d+)\.(email|remember)$/.exec(name) ?? []
      const line = at === undefined ? undefined : asked[Number(at)]
      if (line) return [`${part}-${line.to.key}`, saying]
      return [name === "letters" ? "" : name, saying]
    }),
  )
}
