import { describe, expect, it } from "vitest"
import { otherLayout } from "./common-passwords.ts"
import { judgePassword } from "./judge-password.ts"

const faultOf = (password: string, about?: string[]) => judgePassword(password, about).fault?.key ?? null

describe("judging a password", () => {
  it.each([
    ["короткий", "session.password.short"],
    ["qwertyuiop", "session.password.common"],
    ["йцукенгшщз", "session.password.common"],
    ["gfhjkm12345", "session.password.one_word"],
    ["пароль2026", "session.password.one_word"],
    ["kartoshka1", "session.password.one_word"],
    ["rfhnjirf2026", "session.password.one_word"],
    ["электростанция", "session.password.one_word"],
    ["1q2w3e4r5t6y", "session.password.common"],
    ["password1234", "session.password.common"],
    ["aaaaaaaaaaaa", "session.password.weak"],
    ["11.11.197211", "session.password.weak"],
  ])("refuses %s", (password, why) => expect(faultOf(password)).toBe(why))

  it("gives nothing for what others know of the person, in either layout", () => {
    const about = ["Мещерякова Ульяна", "meshcheryakova@example.ru"]
    expect(faultOf("meshcheryakova1", about)).toBe("session.password.personal")
    expect(faultOf(`${otherLayout("мещерякова")}1`, about)).toBe("session.password.personal")
  })

  it.each(["мокрый-якорь-читает-вслух", "tR7#kqLm29xZ", "лодка и чайник у причала", "vFj-30-glot-Ω"])(
    "takes %s",
    (password) => {
      expect(judgePassword(password)).toMatchObject({ fault: null })
      expect(judgePassword(password).score).toBeGreaterThanOrEqual(3)
    },
  )

  it("stays quick whatever is typed", () => {
    const start = performance.now()
    for (const text of ["a1".repeat(100), "пароль".repeat(33), "p@$$w0rd1!".repeat(20), "1".repeat(200)])
      judgePassword(text)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
