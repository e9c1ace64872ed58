import { defineStore } from 'pinia'
import { watch } from 'vue'
import type { CaseId } from '../../../shared/domain/identifiers'
import type { Row } from '../../engine/api'
import type { Snippet, TextSpan } from '../../engine/findingApi'
import { useInboxStore } from '../inbox/inboxStore'
import { useEngineStore } from '../session/engineStore'
import { gathered } from './gathered'

const noMarks: readonly TextSpan[] = []

/** Where the words of the search lie: in the texts of the report at hand, and of rows whose title has none of them. */
export const useMarkStore = defineStore('marks', () => {
  const link = useEngineStore()
  const inbox = useInboxStore()
  const marks = gathered<string, readonly TextSpan[]>(async (texts) => {
    const found = await link.engine().marksIn(inbox.query.search, texts)
    return new Map(texts.map((text, index) => [text, found[index] ?? noMarks]))
  })
  const snippets = gathered<CaseId, Snippet>(async (caseIds) => {
    const found = await link.engine().snippets(inbox.query.search, caseIds)
    return new Map(found.map((snippet) => [snippet.caseId, snippet]))
  })

  watch(() => inbox.query.search, forget, { flush: 'sync' })
  link.subscribe({
    event(event) {
      if (event.kind === 'rows-changed' || event.kind === 'engine-restarted') void snippets.renew()
    },
    closed: forget,
  })
  function forget(): void {
    marks.forget()
    snippets.forget()
  }

  function marksIn(text: string): readonly TextSpan[] {
    return inbox.standing?.hasWords ? (marks.get(text) ?? noMarks) : noMarks
  }
  /** Null where the row itself shows what was found. */
  function snippetFor({ caseId, highlights }: Row): Snippet | null {
    if (!highlights) return null
    const { title, trackingId, reporter } = highlights
    return title.length + trackingId.length + reporter.length > 0 ? null : snippets.get(caseId)
  }

  return { marksIn, snippetFor }
})
