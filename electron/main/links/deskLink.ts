/**
 * Links that open the desk: `mejaaduan:laporan/9165816`, registered by the packages. Any page or message may hold one,
 * so all that it can do is have the officer's own desk looked through for a number: nothing is fetched, opened or done.
 */
const reportLink = /^mejaaduan:(?:\/\/)?laporan\/#?(\d{1,20})\/?$/i

/** The tracking number of the first link among the words of a command line; null when there is none. */
export function reportAskedFor(words: readonly string[]): string | null {
  for (const word of words) {
    const number = reportLink.exec(word)?.[1]
    if (number !== undefined) return number
  }
  return null
}

/** The words for starting the program anew as it was started, but with the link of those who asked for it, if any. */
export function wordsToStartAnew(own: readonly string[], asked: readonly string[]): string[] {
  return [...own.filter((word) => !reportLink.test(word)), ...asked.filter((word) => reportLink.test(word))]
}

/** A report that was asked for by a link waits until the page can hear of it. */
export class LinkedReports {
  private waiting: string | null = null

  /** `tell` gives the number to the page, and whether a desk is open there to take it. */
  constructor(private readonly tell: (trackingNumber: string) => boolean) {}

  ask(words: readonly string[]): void {
    const asked = reportAskedFor(words)
    if (asked === null) return
    this.waiting = this.tell(asked) ? null : asked
  }

  /** The page is there: what waited is told. */
  pageReady(): void {
    const { waiting } = this
    this.waiting = null
    if (waiting !== null && !this.tell(waiting)) this.waiting = waiting
  }
}
