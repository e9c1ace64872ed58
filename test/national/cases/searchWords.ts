import type { Case } from '../../../shared/domain/case'

/** Longer words are found by their beginning. */
const longestWord = 100
/** So many different words of a case are found, from its number and title on; a database has a limit, too. */
const mostWords = 5000

/** A text as the words that search compares: letters and digits, without regard to case. */
export function wordsOf(text: string): string[] {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
  return words.map((word) => word.slice(0, longestWord))
}

/**
 * By which words a case is found (PROTOCOL.md 4.7): its number, title and body, what was said in public, and its
 * reporter's name, which an anonymous case does not have.
 */
export function searchedWords(subject: Case): string[] {
  const said = subject.events
    // A forward is public, its text internal (DOMAIN.md, *Actions*).
    .filter(({ visibility, type }) => visibility === 'public' && type !== 'forward')
    .map(({ text }) => text ?? '')
  const reporter = subject.anonymous ? '' : (subject.reporter?.name ?? '')
  const texts = [subject.trackingId, subject.title, reporter, subject.body, ...said]
  return [...new Set(texts.flatMap(wordsOf))].slice(0, mostWords)
}

/** Stands among a case's words for its agency; no word of a text begins with this sign. */
export function agencyWord(agencyId: string): string {
  return `@${agencyId}`
}
