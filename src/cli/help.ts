/** Every command in one line each, as the documentation names them. */
const lines = [
  ["serve [--no-worker]", "serve pages, API and jobs (npm start does this)"],
  ["worker", "work off jobs beside servers that were started with --no-worker"],
  ["migrate", "bring the database to the form of this release"],
  ["doctor", "look at settings, database, disk, files and mail, and say what to mend"],
  ["parse FILE… [--json]", "show what is understood of documents; needs no database"],
  ["import FILE… [--adopt]", "make draft resolutions of files, or adopt them"],
  ["seed demo | large", "fill in the named world, or a large made-up region"],
  ["user add EMAIL --role ROLE", "make an account, or give one a role"],
  ["token add --user EMAIL --name NAME", "make a bearer token of the API, shown once"],
  ["backup FILE", "put database, files and keys into one archive"],
  ["restore FILE [--force]", "put an archive in the place of everything"],
] as const

export async function helpCommand(): Promise<void> {
  const width = Math.max(...lines.map(([usage]) => usage.length))
  process.stdout.write(lines.map(([usage, what]) => `  farvater ${usage.padEnd(width)}  ${what}\n`).join(""))
}
