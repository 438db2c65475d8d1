import { expect, test } from "vitest"
import { readDocument } from "../read-document.ts"
import { makePdf, type Piece } from "../testing/make-pdf.ts"
import { codes, shown } from "../testing/show-lines.ts"
import { dropPageNumbers } from "./drop-page-numbers.ts"

const at = (x: number, y: number, text: string, size = 12): Piece => ({ x, y, text, size })

test("lines are put together by place, whatever the order of the file", async () => {
  const page = [
    at(50, 700, "второй"),
    at(50, 740, "г. Приозёрск"),
    at(400, 741, "14 марта"),
    at(100, 700, "строки"),
    at(50, 720, "1."),
    at(86, 720, "Первая"),
    at(126, 720, "строка"),
  ]
  const document = await readDocument(makePdf([page]), "sample.pdf")
  expect(document.format).toBe("pdf")
  expect(shown(document)).toEqual(["г. Приозёрск\t14 марта", "1.\tПервая строка", "второй строки"])
})

test("pages follow one another and lose their numbers", async () => {
  const pages = ["один", "два", "три"].map((word, index) => [at(50, 800, word), at(300, 20, `${index + 1}`)])
  expect(shown(await readDocument(makePdf(pages), ""))).toEqual(["один", "два", "три"])
})

test("a number that is no page number stays", () => {
  expect(dropPageNumbers([["2019"], ["а", "7"]])).toEqual([["2019"], ["а", "7"]])
  expect(dropPageNumbers([["а"], ["2", "б"], ["3", "в"]])).toEqual([["а"], ["б"], ["в"]])
  expect(dropPageNumbers([["а"], ["б", "- 2 -"]])).toEqual([["а"], ["б"]])
  expect(
    dropPageNumbers([
      ["а", "Страница 1 из 2"],
      ["б", "Страница 2 из 2"],
    ]),
  ).toEqual([["а"], ["б"]])
  expect(dropPageNumbers([["1"]])).toEqual([["1"]])
})

test("without text it is a scan; with some pages silent it is said", async () => {
  await expect(readDocument(makePdf([[], []]), "")).rejects.toMatchObject({ code: "scanned_pdf" })
  await expect(readDocument(makePdf([[at(300, 20, "1")], [at(300, 20, "2")]]), "")).rejects.toMatchObject({
    code: "scanned_pdf",
  })
  const half = await readDocument(makePdf([[at(50, 800, "текст")], []]), "")
  expect(codes(half)).toEqual(["pages_without_text"])
})

test("a password is asked for, a torn file is broken", async () => {
  const secret = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${"41".repeat(32)}> /U <${"42".repeat(32)}> >> /ID [<61> <61>]`
  await expect(readDocument(makePdf([[at(50, 800, "текст")]], secret), "")).rejects.toMatchObject({ code: "encrypted" })
  const torn = makePdf([[at(50, 800, "текст")]]).slice(0, 60)
  await expect(readDocument(torn, "")).rejects.toMatchObject({ code: "broken" })
})

test("fonts that hide their letters are told of", async () => {
  const document = await readDocument(makePdf([[at(50, 800, "\ue001\ue002\ue003 а")]]), "")
  expect(codes(document)).toEqual(["unreadable_text"])
})

test("the bytes given stay whole", async () => {
  const bytes = makePdf([[at(50, 800, "текст")]])
  await readDocument(bytes, "")
  expect(bytes.length).toBeGreaterThan(500)
})
