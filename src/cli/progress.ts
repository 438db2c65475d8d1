/** Shows how far a long work has come: on a terminal only, and only when it takes longer than two seconds. */
export function progress(what: string, out: NodeJS.WriteStream = process.stderr) {
  const start = Date.now()
  let last = 0
  let shown = false
  return {
    /** @param far such as "3 of 10 files" */
    say(far: string) {
      const now = Date.now()
      if (!out.isTTY || now - start < 2000 || now - last < 100) return
      last = now
      shown = true
      out.write(`\r\x1b[K${what}: ${far}`)
    },
    /** Wipes the line. */
    end() {
      if (shown) out.write("\r\x1b[K")
    },
  }
}
