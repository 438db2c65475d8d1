import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { expect, test } from "vitest"
import { differentNames, safeFileName, unzipFiles, zipFiles } from "./zip.ts"

const at = new Date("2026-11-21T10:00:00")
const limits = { files: 10, bytes: 1000 }

test("Cyrillic names come out of the archive, marked as UTF-8", () => {
  const zip = zipFiles([{ name: "Исх. 12 — Администрация города.docx", bytes: strToU8("письмо") }], at)
  expect(zip[7]! & 8).toBe(8) // bit 11 of the general purpose flag: the name is UTF-8
  expect(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
    ["Исх. 12 — Администрация города.docx", "письмо"],
  ])
})

test("names no system refuses", () => {
  expect(safeFileName('Исх. 12/1 — ООО "Берег": <да?>.docx')).toBe("Исх. 12_1 — ООО _Берег__ _да__.docx")
  expect(safeFileName("../../etc/passwd")).toBe("_.._etc_passwd")
  expect(safeFileName("con.txt")).toBe("_con.txt")
  expect(safeFileName("a\u202Excod.exe\u0000 . ")).toBe("axcod.exe")
  expect(safeFileName(" .. ")).toBe("_")
  const long = safeFileName(`${"Администрация ".repeat(40)}.docx`)
  expect(Buffer.byteLength(long)).toBeLessThanOrEqual(200)
  expect(long).toMatch(/\S\.docx$/)
})

test("equal names become different, whatever their case", () => {
  expect(differentNames(["Совет.docx", "совет.docx", "Совет (2).docx"])).toEqual([
    "Совет.docx",
    "совет (2).docx",
    "Совет (2) (2).docx",
  ])
  const zip = zipFiles(
    [
      { name: "a.txt", bytes: strToU8("1") },
      { name: "A.txt", bytes: strToU8("2") },
    ],
    at,
  )
  expect(Object.keys(unzipSync(zip))).toEqual(["a.txt", "A (2).txt"])
})

test("an archive is read within its limits", async () => {
  const zip = zipSync({ "папка/файл.txt": strToU8("да"), "пусто/": new Uint8Array() })
  const read = await unzipFiles(zip, limits)
  expect(read.ok && [...read.files].map(([name, bytes]) => [name, strFromU8(bytes)])).toEqual([
    ["папка/файл.txt", "да"],
  ])
  expect(await unzipFiles(strToU8("не архив"), limits)).toEqual({ ok: false, code: "not_zip" })
  expect(await unzipFiles(zip.slice(0, -30), limits)).toEqual({ ok: false, code: "broken" })
  expect(await unzipFiles(zipSync({ "../x": strToU8("1") }), limits)).toEqual({ ok: false, code: "broken" })
  const many = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`${i}`, strToU8("")]))
  expect(await unzipFiles(zipSync(many), limits)).toEqual({ ok: false, code: "too_large" })
})

test("a bomb is refused by what it declares, and a lying one while it unpacks", async () => {
  const bomb = zipSync({ a: new Uint8Array(2000) }, { level: 9 })
  expect(await unzipFiles(bomb, limits)).toEqual({ ok: false, code: "too_large" })
  const view = new DataView(bomb.buffer)
  for (let i = 0; i < bomb.length - 4; i++) if (view.getUint32(i, true) === 2000) view.setUint32(i, 10, true)
  expect(await unzipFiles(bomb, limits)).toEqual({ ok: false, code: "broken" })
})
