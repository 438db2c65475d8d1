import { expect, test } from "vitest"
import { type Actor, canHoldIn, type Role, roles, type Scope, visitor } from "#platform/actor.ts"
import type { Command } from "#platform/command.ts"
import { modules } from "../src/modules.ts"
import { commandNames } from "./command-names.ts"

const headings: Record<Role, string> = {
  administrator: "администратор",
  coordinator: "координатор",
  controller: "контролёр",
  representative: "представитель организации",
  member: "участник",
}
const columns = [...roles].reverse()
const places: Scope[] = [{ kind: "installation" }, { kind: "territory", id: 0 }, { kind: "organisation", id: 0 }]

const holder = (role: Role, scope: Scope): Actor => ({
  kind: "user",
  userId: "00000000-0000-4000-8000-000000000000",
  name: "",
  grants: [{ role, scope, from: new Date(0), until: null }],
})

/** Whether a role may try a command wherever it is held, only when it is held over the whole centre, or nowhere. */
function cell({ permit }: Command, role: Role): string {
  const held = places.filter((scope) => canHoldIn(role, scope))
  const may = held.filter((scope) => permit(holder(role, scope)))
  if (!may.length) return ""
  return may.length === held.length ? "да" : "весь центр"
}

const row = (cells: string[]) => `| ${cells.join(" | ")} |\n`

/** The matrix as docs/operate/rights.md holds it. */
function matrix(commands: Command[]): string {
  const named = commands.map((command) => ({ command, name: commandNames[command.name] ?? "" }))
  return [
    "# Кто что может\n\n",
    "Составлено программой по правам каждой команды: после изменения команд `npm test -- test/rights.test.ts -u`.\n\n",
    "«Да»: роль годится, где бы её ни дали; над чужой территорией или организацией команда всё равно откажет. ",
    "«Весь центр»: только если роль дана на весь центр. Пусто: нельзя. По ссылке из письма отвечают без роли.\n\n",
    row(["команда", "что делает", "посетитель", ...columns.map((role) => headings[role])]),
    row(Array(columns.length + 3).fill("---")),
    ...named.map(({ command, name }) =>
      row([
        `\`${command.name}\``,
        name,
        command.permit(visitor) ? "да" : "",
        ...columns.map((role) => cell(command, role)),
      ]),
    ),
  ].join("")
}

const commands = modules.flatMap((m) => m.commands ?? []).sort((a, b) => (a.name < b.name ? -1 : 1))

test("every command has a name in test/command-names.ts, and every name its command", () => {
  expect(Object.keys(commandNames).sort()).toEqual(commands.map(({ name }) => name))
})

test("docs/operate/rights.md is what the commands say", async () => {
  await expect(matrix(commands)).toMatchFileSnapshot("../docs/operate/rights.md")
})
