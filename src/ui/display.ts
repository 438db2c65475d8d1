import { z } from "zod"

/** What a reader may choose in the panel «Вид»; the first of each list is the plain view. */
export const sizes = [100, 125, 150, 200] as const
export const faces = ["sans", "serif"] as const
export const schemes = ["auto", "light", "dark", "black-on-white", "white-on-black", "blue"] as const
export const spacings = ["normal", "wide", "wider"] as const
export const motions = ["on", "off"] as const

/** The form of the panel and the cookie alike; what is not known falls back to the plain view. */
export const displayInput = z.object({
  size: z.coerce.number().pipe(z.literal(sizes)).catch(100),
  face: z.enum(faces).catch("sans"),
  scheme: z.enum(schemes).catch("auto"),
  spacing: z.enum(spacings).catch("normal"),
  motion: z.enum(motions).catch("on"),
})
export type Display = z.output<typeof displayInput>

export const plainDisplay: Display = displayInput.parse({})

const chosen = (display: Display) =>
  Object.entries(display).filter(([name, value]) => value !== plainDisplay[name as keyof Display])

/**
 * Reads the cookie `view`; anything odd in it is taken for the plain view.
 * @example parseDisplay("size-150_scheme-white-on-black")
 */
export function parseDisplay(cookie: string | undefined): Display {
  const pairs = (cookie ?? "").split("_").map((pair) => /^([a-z]+)-(.+)$/.exec(pair))
  return displayInput.parse(Object.fromEntries(pairs.flatMap((m) => (m ? [[m[1], m[2]]] : []))))
}

/** The cookie's value: only what differs from the plain view, "" when nothing does; needs no encoding. */
export const cookieOf = (display: Display): string =>
  chosen(display)
    .map(([name, value]) => `${name}-${value}`)
    .join("_")

/** Attributes of `<html>`, each with a space before it; "" for the plain view. */
export const attributesOf = (display: Display): string =>
  chosen(display)
    .map(([name, value]) => ` data-${name}="${value}"`)
    .join("")
