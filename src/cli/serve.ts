import { startWorker } from "#platform/jobs.ts"
import { firstAdministratorPath } from "#platform/session/first-administrator.ts"
import { serve } from "../serve.ts"
import { open } from "./open.ts"

/** Resolves at the first wish to stop; the second one ends the process at once. */
const wishToStop = () =>
  new Promise<void>((resolve) => {
    let wishes = 0
    const wish = () => (++wishes > 1 ? process.exit(130) : resolve())
    process.on("SIGINT", wish)
    process.on("SIGTERM", wish)
    process.on("SIGHUP", wish)
    // The wrapper that started us is gone (killed): stop instead of running on unseen.
    process.on("disconnect", wish)
    process.channel?.unref() // listening to it must not keep us alive
  })

export async function serveCommand(args: string[]): Promise<void> {
  const opened = await open()
  const { services, config } = opened
  const stop = wishToStop()
  const server = await serve(services, opened.url, { worker: !args.includes("--no-worker") }).catch(async (err) => {
    await opened.close()
    if (err.code === "EADDRINUSE")
      throw Object.assign(new Error(`Port ${config.PORT} is taken. Write another one, for example PORT=3001.`), {
        say: true,
      })
    throw err
  })
  const address = config.BASE_URL ?? services.baseUrl.replace(/:\d+$/, `:${server.port}`)
  process.stdout.write(`Farvater: ${address}\n`)
  const link = await firstAdministratorPath(services)
  if (link) process.stdout.write(`The first administrator's one-time link: ${address}${link}\n`)
  await stop
  await server.stop()
  await opened.close()
}

export async function workerCommand(): Promise<void> {
  const opened = await open()
  const stop = wishToStop()
  const worker = await startWorker(opened.services, opened.url)
  process.stdout.write("Farvater: working off the queue\n")
  await stop
  await worker.stop()
  await opened.close()
}
