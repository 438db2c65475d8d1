/** What stops a command: a sentence for whoever typed it, shown without a stack. */
export class CliFailure extends Error {
  readonly say = true
}
