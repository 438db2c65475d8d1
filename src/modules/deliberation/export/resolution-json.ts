import { z } from "zod"
import { type ExportedResolution, exportedResolution, type ReadResult, repeatedPaths } from "./exported-resolution.ts"

const FORMAT = "farvater.resolution"
const LIMIT = 20 * 2 ** 20

/**
 * The resolution as JSON, UTF-8: `{ format, version: 1, resolution }`, keys in a fixed order, absent values null.
 * Fields may be added under version 1; a changed meaning gets version 2. Described in this folder's README.
 */
export function resolutionJson(model: ExportedResolution): Uint8Array {
  const resolution = exportedResolution.parse(model)
  return new TextEncoder().encode(`${JSON.stringify({ format: FORMAT, version: 1, resolution }, null, 2)}\n`)
}

/** The JSON Schema of the whole file, for the documentation of the API. */
export const resolutionJsonSchema = () =>
  z.toJSONSchema(z.object({ format: z.literal(FORMAT), version: z.literal(1), resolution: exportedResolution }), {
    io: "input",
    unrepresentable: "any",
  })

/** Reads what `resolutionJson` wrote, or says what is wrong: row n is the n-th item, 0 anything else. */
export function readResolutionJson(text: string): ReadResult {
  if (text.length > LIMIT) return failed("too_large")
  let file: unknown
  try {
    file = JSON.parse(text.replace(/^\uFEFF/, ""))
  } catch {
    return failed("json_broken")
  }
  const { version, resolution } = (typeof file === "object" && file !== null ? file : {}) as Record<string, unknown>
  if (version !== 1) return failed("version_unknown", { version: String(version ?? "—") })
  const parsed = exportedResolution.safeParse(resolution)
  if (!parsed.success)
    return {
      ok: false,
      errors: parsed.error.issues.map(({ path }) => ({
        code: "field_invalid",
        row: path[0] === "items" && typeof path[1] === "number" ? path[1] + 1 : 0,
        params: { field: path.join(".") || "resolution" },
      })),
    }
  const errors = repeatedPaths(parsed.data.items.map(({ path }, i) => ({ path, row: i + 1 })))
  return errors.length ? { ok: false, errors } : { ok: true, resolution: parsed.data }
}

const failed = (code: "too_large" | "json_broken" | "version_unknown", params = {}): ReadResult => ({
  ok: false,
  errors: [{ code, row: 0, params }],
})
