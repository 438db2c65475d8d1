import type { Command } from "#platform/command.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"

/** What is said of a pair on its list: that the two are different, and that they are alike after all. */
export function pairDeeds(app: Pages, path: string, apart: Command, alike: Command) {
  /** By the two ids of a form, and its word. */
  const say = async (c: Ctx, command: Command) => {
    const form = await formOf(c)
    const input = { id: field(form, "id"), other: field(form, "other"), reason: field(form, "reason") }
    await act(c, command, input, field(form, "key"))
  }
  app.post(`${path}/different`, async (c) => {
    await say(c, apart)
    return goTo(c, path, "registry.alike.told_apart")
  })
  app.post(`${path}/alike`, async (c) => {
    await say(c, alike)
    return goTo(c, `${path}?show=different`, "registry.alike.called_alike")
  })
}
