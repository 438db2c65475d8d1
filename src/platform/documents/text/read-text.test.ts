import fc from "fast-check"
import iconv from "iconv-lite"
import { expect, test } from "vitest"
import { readDocument } from "../read-document.ts"
import { codes } from "../testing/show-lines.ts"

const resolution =
  "РЕЗОЛЮЦИЯ\nкруглого стола «Добровольчество: вчера и сегодня»\n\n1. Поручить отделу молодёжи…\n2. Рекомендовать школам – провести уроки.\n"
const encodings = ["utf-8", "windows-1251", "koi8-r", "cp866", "utf-16le", "utf-16be"] as const

test("line numbers are those of a text editor", async () => {
  const { lines } = await readDocument(new TextEncoder().encode("а\r\n\r\nб\tв \n\nг\rд\n"), "")
  expect(lines.map((line) => `${line.n}:${line.text}`)).toEqual(["1:а", "2:", "3:б\tв ", "4:", "5:г", "6:д"])
})

test.each(encodings)("%s is told by its letters", async (encoding) => {
  const known = encoding === "windows-1251" || encoding === "koi8-r" || encoding === "cp866"
  const text = known ? iconv.decode(iconv.encode(resolution, encoding), encoding) : resolution
  const document = await readDocument(iconv.encode(text, encoding), "sample.txt")
  expect(document.lines.map((line) => line.text).join("\n")).toBe(text.trimEnd())
  expect(document.encoding).toBe(encoding === "cp866" ? "ibm866" : encoding)
  expect(document.warnings).toEqual([])
})

test.each(["utf-8", "utf-16le", "utf-16be"])("a byte order mark of %s is no text", async (encoding) => {
  const document = await readDocument(iconv.encode("Да, решили", encoding, { addBOM: true }), "")
  expect(document).toMatchObject({ encoding, lines: [{ text: "Да, решили" }] })
})

const words =
  "поручить отделу молодёжной политики рассмотреть вопрос о поддержке добровольцев города и района до конца года".split(
    " ",
  )

test("a few Russian words are enough, in small letters, with a capital or all in capitals", async () => {
  const cases = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.toUpperCase(),
    (text: string) => text.charAt(0).toUpperCase() + text.slice(1),
  )
  const text = fc.tuple(fc.subarray(words, { minLength: 3 }), cases).map(([some, change]) => change(some.join(" ")))
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom("windows-1251", "koi8-r"), async (said, encoding) => {
      const document = await readDocument(iconv.encode(said, encoding), "")
      expect([document.encoding, document.lines[0]?.text]).toEqual([encoding, said])
    }),
  )
})

test("a letter cut in two at the end does not hide that it is UTF-8", async () => {
  const document = await readDocument(new TextEncoder().encode(resolution.repeat(3)).slice(0, -3), "")
  expect([document.encoding, codes(document)]).toEqual(["utf-8", ["damaged_characters"]])
})

test("what looks like no Russian in any encoding is told of", async () => {
  const document = await readDocument(iconv.encode("Ïðîâ éêà ðàáîòû þýÿ".repeat(3), "windows-1252"), "")
  expect(document.encoding).toBe("windows-1251")
  const odd = await readDocument(
    Uint8Array.from({ length: 60 }, (_, at) => (at % 7 === 0 ? 0x20 : 0x98 + (at % 9))),
    "",
  )
  expect(codes(odd)).toEqual(["encoding_uncertain"])
})

test("nothing is lost and numbers follow one another, whatever the text", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom(..."абвгД 1.\t—«»") }), { minLength: 1 }),
      async (lines) => {
        const text = `начало\n${lines.join("\n")}\nконец`
        const document = await readDocument(new TextEncoder().encode(text), "")
        expect(document.lines.map((line) => line.text).join("\n")).toBe(text)
        expect(document.lines.map((line) => line.n)).toEqual(document.lines.map((_, index) => index + 1))
      },
    ),
  )
})
