import type { CaseId } from '../../../shared/domain/identifiers'
import type { Snippet } from '../findingApi'
import type { Overlay } from '../overlay/overlay'
import { snippetOf } from '../search/highlights'
import type { SearchWord } from '../search/searchWords'

/** A row shows little of it: what was found must be near its beginning. */
const longest = 44

/** The first place in the body, or else in the newest answer, where one of the words lies; null for none. */
export function snippetIn(
  caseId: CaseId,
  { case: shown, events }: Overlay,
  words: readonly SearchWord[],
): Snippet | null {
  const inBody = snippetOf(shown.body, words, longest)
  if (inBody) return { caseId, source: 'body', text: inBody.text, marks: inBody.highlights }
  for (const { event } of events.toReversed()) {
    const inAnswer = event.text ? snippetOf(event.text, words, longest) : null
    // The text of a forward is internal (DOMAIN.md, *Actions*).
    const internal = event.visibility === 'internal' || event.type === 'forward'
    if (inAnswer) {
      const source = internal ? 'internal' : 'public'
      return { caseId, source, text: inAnswer.text, marks: inAnswer.highlights }
    }
  }
  return null
}
