import { InvalidInput } from "#platform/refusal.ts"
import { ageOn } from "./person.ts"

/** @throws InvalidInput at `birthOn` when nobody who lives was born on that day */
export function troubleOfBirth(birthOn: string | null, now: Date): void {
  const today = now.toISOString().slice(0, 10)
  if (birthOn !== null && (birthOn > today || ageOn(birthOn, today) > 120))
    throw new InvalidInput({ birthOn: { key: "people.person.birth_unlikely" } })
}
