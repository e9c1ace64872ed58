/** Waits until what was begun has come to what the test is about; the time only bounds a test that hangs. */
export async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let turn = 0; turn < 4_000; turn += 1) {
    if (await holds()) return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error(`It never came to be that ${what}.`)
}
