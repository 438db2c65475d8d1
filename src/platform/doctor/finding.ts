/** One line of the doctor's: what was looked at and, unless it is well, what mends it. */
export type Finding = { level: "ok" | "warn" | "fail"; what: string; mend?: string }

export const ok = (what: string): Finding => ({ level: "ok", what })
export const warn = (what: string, mend: string): Finding => ({ level: "warn", what, mend })
export const fail = (what: string, mend: string): Finding => ({ level: "fail", what, mend })
