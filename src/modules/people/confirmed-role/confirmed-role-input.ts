import { z } from "zod"
import { day, line } from "#modules/registry/public.ts"
import { confirmedRoles } from "./confirmed-role.ts"

/** A confirmed role, as a form and the API give it. */
export const roleFields = {
  role: z.enum(confirmedRoles, { error: "invalid.choice" }),
  from: day,
  until: day.nullable().default(null),
  ground: line(500).refine((text) => text !== "", "invalid.required"),
}

export const roleEndFields = { until: day, why: line(500).default("") }
