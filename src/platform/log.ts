import { type Logger, pino } from "pino"

export type Log = Logger

/** PostgreSQL quotes stored and typed values in these fields of its errors: e-mails and names stay out of the log. */
const quoting = ["detail", "where", "internalQuery", "parameters"]

/** An error as it is logged: what, where in our code, which table and constraint; no values. */
export const loggedError = (err: unknown): unknown =>
  err instanceof Error
    ? Object.fromEntries(Object.entries(pino.stdSerializers.err(err)).filter(([name]) => !quoting.includes(name)))
    : err

/** Lines of JSON on the error stream, so that the output of commands stays clean. Secrets in links never reach it. */
export const openLog = (level: string): Log =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: loggedError } },
    pino.destination({ fd: 2, sync: false }),
  )
