import { execFileSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { buffer, text } from "node:stream/consumers"
import fc from "fast-check"
import { expect, test } from "vitest"
import { trialFolder } from "#test/trial.ts"
import { BrokenTar, padding, readTar, tarEnd, tarHeader } from "./tar.ts"

const pack = (files: [string, Uint8Array][]) =>
  Buffer.concat([
    ...files.flatMap(([name, bytes]) => [tarHeader(name, bytes.length, new Date(0)), bytes, padding(bytes.length)]),
    tarEnd,
  ])

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function unpack(bytes: Buffer, chunk: number) {
  const files: [string, Uint8Array][] = []
  for await (const { name, body } of readTar(inChunks(bytes, chunk)))
    files.push([name, new Uint8Array(await buffer(body))])
  return files
}

test("what is packed is unpacked, whatever the chunks", async () => {
  const file = fc.tuple(fc.stringMatching(/^[a-z]{1,9}(\/[a-z0-9]{1,9}){0,3}$/), fc.uint8Array({ maxLength: 3000 }))
  await fc.assert(
    fc.asyncProperty(fc.array(file, { maxLength: 5 }), fc.integer({ min: 1, max: 5000 }), async (files, chunk) => {
      expect(await unpack(pack(files), chunk)).toEqual(files)
    }),
    { numRuns: 60 },
  )
})

test("the system's tar unpacks it, too", async () => {
  const path = join(trialFolder(), "a.tar")
  writeFileSync(path, pack([["keys/secret", Buffer.from("тайна")]]))
  expect(execFileSync("tar", ["-xOf", path, "keys/secret"], { encoding: "utf8" })).toBe("тайна")
})

test("an archive that breaks off, or whose header is spoilt, is broken", async () => {
  const whole = pack([["a", Buffer.alloc(1000, 1)]])
  await expect(unpack(whole.subarray(0, 900), 100)).rejects.toBeInstanceOf(BrokenTar)
  await expect(unpack(Buffer.from("no tar at all".repeat(100)), 100)).rejects.toBeInstanceOf(BrokenTar)
  await expect(text(inChunks(whole, 7))).resolves.toHaveLength(whole.length)
})
