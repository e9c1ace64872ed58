/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/**
 * Runs a command to its end: `main` answers with what the process is to end with; an error is one line on the error
 * output, and ends it with 2, or with the code that is given.
 */
export function runCommand(main: () => Promise<number>, codeOfError = 2): void {
  main().then(
    (code) => process.exit(code),
    (error: unknown) => {
      process.stderr.write(`${messageOf(error)}\n`)
      process.exit(codeOfError)
    },
  )
}
