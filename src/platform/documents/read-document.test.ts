import fc from "fast-check"
import { strToU8, zipSync } from "fflate"
import { expect, test } from "vitest"
import { DocumentRefusal } from "./document-refusal.ts"
import { readDocument } from "./read-document.ts"
import { abstractList, list, makeDocx, numbered, p } from "./testing/make-docx.ts"
import { makeOdt } from "./testing/make-odt.ts"
import { makePdf } from "./testing/make-pdf.ts"
import { shown } from "./testing/show-lines.ts"

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
const refusal = (file: Uint8Array, name = "sample.docx") =>
  readDocument(file, name).then(
    () => "read",
    (error) => (error instanceof DocumentRefusal ? error.code : error),
  )
/** A compound file with the name of one stream where its directory would be. */
const compound = (stream: string) => {
  const file = new Uint8Array(4096)
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  file.set(Buffer.from(stream, "utf16le"), 2048)
  return file
}
const png = [
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0,
  0, 0,
]
const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
const doctype = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
const wordNamespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

test("the content decides what a file is, not its name", async () => {
  const files: [string, Uint8Array][] = [
    ["docx", makeDocx(p("Да"))],
    ["odt", makeOdt("<text:p>Да</text:p>")],
    ["rtf", bytes("{\\rtf1 \\u1044?\\u1072?}")],
    ["pdf", makePdf([[{ text: "Да", x: 50, y: 800 }]])],
    ["html", strToU8("<html><p>Да</html>")],
    ["html", strToU8('<?xml version="1.0"?><!DOCTYPE html><html><p>Да</p></html>')],
    ["txt", strToU8("Да")],
  ]
  for (const [format, file] of files)
    for (const name of ["sample.docx", "sample.pdf", "sample", ""]) {
      const document = await readDocument(file, name)
      expect([document.format, shown(document)]).toEqual([format, ["Да"]])
    }
})

test.each<[string, string, Uint8Array, string?]>([
  ["nothing", "empty", new Uint8Array()],
  ["blank text", "empty", strToU8(" \n\t\n")],
  ["a document without text", "empty", makeDocx("<w:p/><w:p/>")],
  ["a page without text", "empty", strToU8("<html><img src='x'></html>")],
  ["more than 50 MB", "too_large", new Uint8Array(50 * 1024 * 1024 + 1)],
  ["a scan", "scanned_pdf", makePdf([[]])],
  ["docx with a password", "encrypted", compound("EncryptedPackage")],
  ["odt with a password", "encrypted", makeOdt("", { manifest: '<manifest:encryption-data manifest:checksum="x"/>' })],
  ["old Word", "old_doc", compound("WordDocument")],
  ["old Excel", "unsupported", compound("Workbook")],
  ["PNG", "picture", Uint8Array.from(png), "sample.txt"],
  ["JPEG", "picture", Uint8Array.from(jpeg)],
  ["a torn docx", "broken", makeDocx(p("Да")).slice(0, 300)],
  ["docx without its text", "broken", makeDocx("", {}, { "word/document.xml": strToU8("<w:document") })],
  ["docx whose text is something else", "broken", makeDocx("", {}, { "word/document.xml": strToU8("<a/>") })],
  ["elements without end", "broken", makeDocx("<w:sdt>".repeat(5000) + "</w:sdt>".repeat(5000))],
  ["zero bytes called docx", "broken", new Uint8Array(5000)],
  [
    "an entity in the text",
    "external_entity",
    makeDocx("", {}, { "word/document.xml": strToU8(`${doctype}<w:document ${wordNamespace}/>`) }),
  ],
  [
    "an entity in the styles",
    "external_entity",
    makeDocx(p("Да"), { styles: "" }, { "word/styles.xml": strToU8(`${doctype}<w:styles ${wordNamespace}/>`) }),
  ],
  [
    "an entity in UTF-16",
    "external_entity",
    makeOdt("", {}, { "content.xml": new Uint8Array(Buffer.from(`\ufeff${doctype}<a/>`, "utf16le")) }),
  ],
  ["a member above its folder", "path_traversal", makeDocx(p("Да"), {}, { "../../evil": strToU8("x") })],
  ["a member at the root", "path_traversal", makeDocx(p("Да"), {}, { "/etc/evil": strToU8("x") })],
  ["a member on a disk", "path_traversal", makeDocx(p("Да"), {}, { "C:\\evil": strToU8("x") })],
  ["any archive", "unsupported", zipSync({ "a.txt": strToU8("Да") })],
  [
    "a spreadsheet",
    "unsupported",
    makeDocx(
      "",
      {},
      {
        "_rels/.rels": strToU8(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        ),
        "xl/workbook.xml": strToU8("<a/>"),
      },
    ),
  ],
  [
    "another OpenDocument",
    "unsupported",
    makeOdt("", {}, { mimetype: strToU8("application/vnd.oasis.opendocument.spreadsheet") }),
  ],
  [
    "a program",
    "unsupported",
    Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0, 0xb8, 0, 0, 0]),
  ],
  ["XML of another kind", "unsupported", strToU8('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')],
  [
    "a saved web page with pictures",
    "unsupported",
    strToU8("MIME-Version: 1.0\nContent-Type: multipart/related;\n boundary=x\n\n--x\n"),
  ],
  ["noise", "unsupported", Uint8Array.from({ length: 500 }, (_, at) => (at * 7919) % 251), "sample.bin"],
])("%s is refused as %s", async (_, code, file, name) => {
  expect(await refusal(file, name)).toBe(code)
})

test("bombs: declared, lying about their size, or of absurd ratio", async () => {
  const letters = (size: number) => ({ "word/document.xml": new Uint8Array(size).fill(0x41) })
  expect(await refusal(makeDocx("", {}, letters(101 * 1024 * 1024)))).toBe("zip_bomb")
  expect(await refusal(makeDocx("", {}, letters(20 * 1024 * 1024)))).toBe("zip_bomb")
  const lying = Buffer.from(makeDocx("", {}, letters(5 * 1024 * 1024)))
  const size = Buffer.alloc(4)
  size.writeUInt32LE(5 * 1024 * 1024)
  for (let at = lying.indexOf(size); at >= 0; at = lying.indexOf(size)) lying.writeUInt32LE(1000, at)
  expect(await refusal(lying)).toBe("zip_bomb")
})

test("a member with a password is an encrypted document", async () => {
  const file = Buffer.from(makeDocx(p("Да")))
  for (let at = file.indexOf("PK\x01\x02"); at >= 0; at = file.indexOf("PK\x01\x02", at + 4)) file[at + 8]! |= 1
  expect(await refusal(file)).toBe("encrypted")
})

test("a refusal names a message and shows no workings", async () => {
  const error = await readDocument(makeDocx("", {}, { "word/document.xml": strToU8("<w:p>") }), "x").catch(
    (caught) => caught,
  )
  expect(error).toBeInstanceOf(DocumentRefusal)
  expect([error.message, error.params]).toEqual(["documents.refusal.broken", {}])
  const large = await readDocument(new Uint8Array(51 * 1024 * 1024), "x").catch((caught) => caught)
  expect(large.params).toEqual({ limit: 50 })
})

const samples = [
  makeDocx(numbered("один", 1) + numbered("два", 1) + p("три"), {
    numbering: abstractList(0, [{ text: "%1." }]) + list(1, 0),
    styles: "",
  }),
  makeOdt("<text:p>Да<text:s/></text:p><text:list><text:list-item><text:p>б</text:p></text:list-item></text:list>"),
  bytes("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard {\\listtext 1.\\tab}a\\par\\u1044?\\'c4\\cell\\row}"),
  makePdf([[{ text: "Да, решили", x: 50, y: 800 }]]),
  strToU8("<html><ol><li>а<table><tr><td>б</table></ol></html>"),
]

test("whatever bytes come, there is a document or a refusal", async () => {
  const noise = fc.uint8Array({ maxLength: 400 })
  const headed = fc.tuple(
    fc.constantFrom("PK\x03\x04", "%PDF-1.7\n", "{\\rtf1", "<html>", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "\xff\xfe"),
    noise,
  )
  const file = fc.oneof(
    noise,
    headed.map(([head, rest]) => Uint8Array.of(...bytes(head), ...rest)),
  )
  await fc.assert(fc.asyncProperty(file, isReadOrRefused), { numRuns: 500 })
})

test("whatever a document is changed into, there is a document or a refusal", async () => {
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255), length: fc.nat(8) })
  const file = fc
    .tuple(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 6 }))
    .map(([sample, changes]) => {
      const copy = [...sample]
      for (const { at, byte, length } of changes) copy.splice(at % copy.length, length, byte)
      return Uint8Array.from(copy)
    })
  await fc.assert(fc.asyncProperty(file, isReadOrRefused), { numRuns: 500 })
})

test("whatever the XML of a document is changed into, there is a document or a refusal", async () => {
  const tag = fc.constantFrom(
    ..."p r t tab br tbl tr tc sdt sdtContent ins del pPr numPr numId ilvl fldChar rPr".split(" "),
  )
  const body = fc.array(fc.tuple(tag, fc.constantFrom("", "а", "1", "\uf0b7"), fc.boolean()), { maxLength: 30 })
  const xml = body.map((parts) =>
    parts.reduce(
      (inner, [name, text, beside]) =>
        beside ? `${inner}<w:${name}>${text}</w:${name}>` : `<w:${name} w:val="${text}">${inner}</w:${name}>`,
      "<w:t>x</w:t>",
    ),
  )
  await fc.assert(
    fc.asyncProperty(xml, (inside) => isReadOrRefused(makeDocx(inside))),
    { numRuns: 300 },
  )
})

async function isReadOrRefused(file: Uint8Array) {
  const document = await readDocument(file, "sample.docx").catch((error) => {
    if (error instanceof DocumentRefusal) return undefined
    throw error
  })
  document?.lines.forEach((line, index) => {
    expect(line.n).toBe(index + 1)
    expect(line.text).not.toMatch(/[\n\r\0]/)
  })
}
