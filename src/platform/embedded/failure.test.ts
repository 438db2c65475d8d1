import { expect, test } from "vitest"
import { explain } from "./failure.ts"

test.each([
  ['could not write to file "base/1": No space left on device', "disk_full"],
  [Object.assign(new Error("mkdir"), { code: "EACCES" }), "permission_denied"],
  [Object.assign(new Error("open"), { code: "EROFS" }), "permission_denied"],
  ["initdb: error: could not look up effective user ID 12345: user does not exist", "no_account"],
  ['FATAL:  could not extend file "base/1/2691"\nHINT:  Check free disk space.', "disk_full"],
  ["something unheard of", "start_failed"],
])("%s is explained as %s", (said, code) => {
  const failure = explain("Starting the database", "/srv/data", said)
  expect(failure.code).toBe(code)
  expect(failure.message).toContain("/srv/data")
  expect(explain("again", "/elsewhere", failure)).toBe(failure)
})

test("of many lines only the telling ones are said", () => {
  const said = "creating subdirectories ... ok\nFATAL:  the sky fell\nchild process exited"
  expect(explain("Starting", "/srv", said).message).toBe("Starting in /srv failed: FATAL:  the sky fell")
})
