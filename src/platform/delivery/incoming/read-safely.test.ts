import { expect, test } from "vitest"
import { readSafely } from "./read-safely.ts"

const source = (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"))

test("a message in an old Russian encoding, with its files, is read", async () => {
  const koi8 = (bytes: number[]) => Buffer.from(bytes).toString("base64")
  const message = await readSafely(
    source(`From: =?koi8-r?B?${koi8([0xf0, 0xa3, 0xd4, 0xd2])}?= <Petr@Example.RU>
To: centre+answer-7-0123456789abcdef@example.ru
Subject: =?utf-8?B?${Buffer.from("Ответ на запрос").toString("base64")}?=
Message-ID: <1@example.ru>
In-Reply-To: <near@example.ru>
References: <far@example.ru> <near@example.ru>
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=koi8-r
Content-Transfer-Encoding: base64

${koi8([0xe4, 0xc1, 0x2e])}
--b
Content-Type: application/pdf; name="=?utf-8?B?${Buffer.from("Приказ.pdf").toString("base64")}?="
Content-Disposition: attachment
Content-Transfer-Encoding: base64

${Buffer.from("%PDF-1.7").toString("base64")}
--b--
`),
  )
  expect(message).toMatchObject({
    messageId: "<1@example.ru>",
    from: { address: "Petr@Example.RU", name: "Пётр" },
    subject: "Ответ на запрос",
    text: "Да.",
    automatic: false,
    answers: ["<near@example.ru>", "<near@example.ru>", "<far@example.ru>"],
  })
  expect(message.to).toContain("centre+answer-7-")
  expect(message.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])).toEqual([
    ["Приказ.pdf", "%PDF-1.7"],
  ])
})

test("a message that is only marked up becomes text; nothing in it is carried out", async () => {
  const { text } = await readSafely(
    source(
      "From: a@example.ru\nContent-Type: text/html; charset=utf-8\n\n<p>Взято <b>в работу</b>.</p><script>x()</script><p>Срок: март\u0000</p>",
    ),
  )
  expect(text).toBe("Взято в работу.\nСрок: март")
})

test.each([
  ["Auto-Submitted: auto-replied", true],
  ["Auto-Submitted: no", false],
  ["Precedence: bulk", true],
  ["Precedence: List", true],
  ["Precedence: first-class", false],
  ["Content-Type: multipart/report; report-type=disposition-notification; boundary=b", true],
])("%s: written by a program: %s", async (line, automatic) => {
  expect((await readSafely(source(`From: a@example.ru\n${line}\n\nтекст`))).automatic).toBe(automatic)
})

test("a message that would take the whole machine is given up, and the program lives on", async () => {
  const head = "From: a@example.ru\r\nContent-Type: text/html\r\n\r\n"
  await expect(readSafely(Buffer.from(head + "\n".repeat(5_000_000)), { heap: 64 })).rejects.toThrow()
  await expect(readSafely(Buffer.from(head + "\n".repeat(1_000_000)), { time: 50 })).rejects.toThrow("too long")
  const nested = Array.from(
    { length: 400 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  ).join("")
  await expect(readSafely(Buffer.from(nested))).rejects.toThrow()
})
