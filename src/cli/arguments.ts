import { resolve } from "node:path"
import { type ParseArgsOptionsConfig, parseArgs } from "node:util"
import { CliFailure } from "./failure.ts"

/**
 * Splits arguments into options and the rest.
 * @param usage shown when they do not fit: `backup FILE [--force]`
 * @param needed how many arguments besides options there must be, at least and at most
 * @throws CliFailure
 */
export function readArguments<const O extends ParseArgsOptionsConfig>(
  args: string[],
  usage: string,
  options: O,
  needed: [number, number] = [0, 0],
) {
  const wrong = (why: string) => new CliFailure(`${why}\nUse: farvater ${usage}`)
  const parsed = (() => {
    try {
      return parseArgs({ args, options, allowPositionals: true, strict: true })
    } catch (err) {
      throw wrong((err as Error).message.replace(/\. To specify.*$/s, "."))
    }
  })()
  const given = parsed.positionals
  if (given.length < needed[0]) throw wrong("Something is missing.")
  if (given.length > needed[1]) throw wrong(`“${given[needed[1]]}” is too much.`)
  return { values: parsed.values, given }
}

/** A path as typed: npm runs us in the project's folder and tells where the person stands. */
export const givenPath = (path: string) => resolve(process.env.INIT_CWD ?? process.cwd(), path)
