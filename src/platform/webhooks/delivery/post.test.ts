import { describe, expect, it } from "vitest"
import { receiver } from "../testing/receiver.ts"
import { post } from "./post.ts"

const inside = [{ address: "127.0.0.1", family: 4 }]
const outside = [{ address: "77.88.8.8", family: 4 }]

describe("a post", () => {
  it("goes to the addresses that were looked at, which are asked for once", async () => {
    const program = await receiver()
    const asked: string[] = []
    const resolve = async (host: string) => {
      asked.push(host)
      return inside
    }
    const url = `http://hook.example.invalid:${program.port}/a?b=c`
    expect(await post(url, { "webhook-id": "msg_1" }, "{}", { privateToo: true, patience: 5000, resolve })).toEqual({
      status: 200,
      answer: "принято",
    })
    expect(asked).toEqual(["hook.example.invalid"])
    expect(program.got).toMatchObject([
      { path: "/a?b=c", headers: { host: `hook.example.invalid:${program.port}`, "webhook-id": "msg_1" }, body: "{}" },
    ])
  })

  it("is refused where one of a name's addresses is private", async () => {
    const program = await receiver()
    for (const found of [inside, [...outside, ...inside]]) {
      const options = { privateToo: false, patience: 5000, resolve: async () => found }
      const url = `http://hook.example.invalid:${program.port}/`
      expect(await post(url, {}, "{}", options)).toEqual({ error: "private" })
    }
    expect(program.got).toEqual([])
  })

  it("waits so long and no longer, for a name and for an answer", async () => {
    const silent = await receiver(() => {})
    expect(await post(silent.url, {}, "{}", { privateToo: true, patience: 150 })).toEqual({ error: "timeout" })
    const resolve = () => new Promise<never>(() => {})
    expect(await post("http://a.invalid/", {}, "{}", { privateToo: true, patience: 50, resolve })).toEqual({
      error: "timeout",
    })
  })

  it("takes the status of an answer that never ends", async () => {
    const endless = await receiver((_, response) => void response.writeHead(202).write("начало"))
    expect(await post(endless.url, {}, "{}", { privateToo: true, patience: 300 })).toEqual({
      status: 202,
      answer: "начало",
    })
  })
})
