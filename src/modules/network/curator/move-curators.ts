import type { Reaction } from "#platform/module.ts"
import { moveCurators as move } from "./curator.store.ts"

/** Curators of a direction that was given to another one go with it. */
export const moveCurators: Reaction = {
  name: "network.move-curators",
  to: ["direction.merged"],
  async run({ tx }, event) {
    await move(tx, Number(event.payload.from), Number(event.subjectId))
  },
}
