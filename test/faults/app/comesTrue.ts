export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Asks until it is so; what fails, as while a page is being loaded anew, is asked again. False when it never was. */
export async function comesTrue(question: () => Promise<boolean>, within: number): Promise<boolean> {
  for (const end = performance.now() + within; performance.now() < end; await pause(10)) {
    if (await question().catch(() => false)) return true
  }
  return false
}
