import { text } from "node:stream/consumers"
import { roles as allRoles, canHoldIn } from "#platform/actor.ts"
import { addToken, addUser } from "#platform/session/cli.ts"
import { readArguments } from "./arguments.ts"
import { CliFailure } from "./failure.ts"
import { open } from "./open.ts"

/** Those that can be held over the whole installation. */
const roles = allRoles.filter((role) => canHoldIn(role, { kind: "installation" }))
const userUsage = `user add EMAIL --role ${roles.join("|")} [--name NAME] [--password-stdin]`
const tokenUsage = "token add --user EMAIL --name NAME"

const mustBeAdd = (deed: string | undefined, usage: string) => {
  if (deed !== "add") throw new CliFailure(`There is only “add”.\nUse: farvater ${usage}`)
}

/** `user add`: makes an account, or gives an existing one a role and, with --password-stdin, a password. */
export async function userCommand(args: string[]): Promise<void> {
  const options = { role: { type: "string" }, name: { type: "string" }, "password-stdin": { type: "boolean" } } as const
  const { values, given } = readArguments(args, userUsage, options, [2, 2])
  mustBeAdd(given[0], userUsage)
  const role = roles.find((one) => one === values.role)
  if (!role) throw new CliFailure(`--role is one of: ${roles.join(", ")}.`)
  const password = values["password-stdin"] ? (await text(process.stdin)).replace(/\r?\n$/, "") : undefined
  const { services, close } = await open({ attach: true })
  try {
    const { made } = await addUser(services, { email: given[1]!, role, name: values.name, password })
    const how = password === undefined ? ` Sign in by a code from a letter: ${services.baseUrl}/sign-in` : ""
    process.stdout.write(`${given[1]}: ${made ? "a new account" : "the account that was there"}, ${role}.${how}\n`)
  } finally {
    await close()
  }
}

/** `token add`: prints a bearer token of the API; it cannot be shown again. */
export async function tokenCommand(args: string[]): Promise<void> {
  const { values, given } = readArguments(
    args,
    tokenUsage,
    { user: { type: "string" }, name: { type: "string" } },
    [1, 1],
  )
  mustBeAdd(given[0], tokenUsage)
  const { user, name } = values
  if (!user || !name) throw new CliFailure(`Something is missing.\nUse: farvater ${tokenUsage}`)
  const { services, close } = await open({ attach: true })
  try {
    process.stdout.write(`${await addToken(services, { email: user, name })}\n`)
  } finally {
    await close()
  }
}
