import { type Logger, pino } from "pino"

export type Log = Logger

/** Lines of JSON on the error stream, so that the output of commands stays clean. Secrets in links never reach it. */
export const openLog = (level: string): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: false }))
