import { expect, test } from "vitest"
import { crashRounds } from "./crash-rounds.ts"
import { trialFolder } from "./trial.ts"

test("killed with -9 ten times amid imports and adoptions: what was answered is whole, and nothing is half there", async () => {
  const { imports, adoptions } = await crashRounds(trialFolder(), 10)
  expect(imports).toBeGreaterThanOrEqual(10)
  expect(adoptions).toBeGreaterThanOrEqual(10)
}, 180_000)
