/** Turbo brings no types; this is the part that is used. */
declare module "@hotwired/turbo" {
  export const cache: { clear(): void }
  export function visit(address: string, how?: { action?: "replace" }): void
  export const session: { drive: boolean }
}
