import { open } from "./open.ts"

export async function migrateCommand(): Promise<void> {
  const opened = await open()
  process.stdout.write("The database has its newest form.\n")
  await opened.close()
}
