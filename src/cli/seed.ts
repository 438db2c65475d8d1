import { siteOf } from "#modules/commitments/public.ts"
import { plantDemo } from "#modules/front/plant-demo.ts"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { readArguments } from "./arguments.ts"
import { refusalInEnglish } from "./english.ts"
import { CliFailure } from "./failure.ts"
import { counted } from "./installation.ts"
import { plantLarge } from "./large/plant-large.ts"
import { open } from "./open.ts"
import { progress } from "./progress.ts"

const usage = "seed demo | seed large [--items 100000] [--people 20000] [--organisations N] [--seed 1]"

const number = (name: string, given: string | undefined, otherwise: number) => {
  if (given === undefined) return otherwise
  if (!/^\d{1,8}$/.test(given)) throw new CliFailure(`--${name} is a number.\nUse: farvater ${usage}`)
  return Number(given)
}

/** The example of the front page. @returns what to print */
async function demo(services: Services): Promise<string> {
  const { db, clock, listeners, cache } = services
  const { resolutions } = await perform(
    plantDemo,
    { db, clock, listeners, actor: system("command line") },
    { site: siteOf(services), filesDir: services.filesDir },
  )
  cache.clear()
  return `The example is there: ${counted(resolutions, "resolution")}.`
}

async function large(services: Services, size: Parameters<typeof plantLarge>[1]): Promise<string> {
  const meter = progress("Planting")
  const made = await plantLarge(services, size, (words) => meter.say(words))
  meter.end()
  const { resolutions, items, requests, people } = made
  const planted = [counted(resolutions, "resolution"), counted(items, "item"), counted(requests, "request")]
  const known = `${people} people of the register, ${counted(made.organisations, "organisation")} altogether`
  return `The large region is there: ${planted.join(", ")}, ${known}.`
}

/** `seed demo`: the example world. `seed large`: a large made-up region, to see how the installation carries it. */
export async function seedCommand(args: string[]): Promise<void> {
  const options = {
    items: { type: "string" },
    people: { type: "string" },
    organisations: { type: "string" },
    seed: { type: "string" },
  } as const
  const { values, given } = readArguments(args, usage, options, [1, 1])
  if (given[0] !== "demo" && given[0] !== "large")
    throw new CliFailure(`There is no world “${given[0]}”.\nUse: farvater ${usage}`)
  const items = number("items", values.items, 100_000)
  const size = {
    items,
    people: number("people", values.people, Math.round(items / 5)),
    organisations: number("organisations", values.organisations, 0),
    seed: number("seed", values.seed, 1),
  }
  const { services, close } = await open({ attach: true })
  try {
    process.stdout.write(`${await (given[0] === "demo" ? demo(services) : large(services, size))}\n`)
  } catch (err) {
    const why = refusalInEnglish(err)
    throw why ? new CliFailure(why.join(" ")) : err
  } finally {
    await close()
  }
}
