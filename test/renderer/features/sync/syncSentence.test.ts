import { describe, expect, it } from 'vitest'
import { syncLine } from '../../../../renderer/features/sync/syncSentence'
import { allSent } from '../deskDouble'

describe('the status line', () => {
  it('is quiet when all is sent', () => {
    const line = syncLine(allSent, false)
    expect([line.tone, line.what.key]).toEqual(['calm', 'sync.allSent'])
  })
  it('is amber offline with unsent work only, and says that the work is safe', () => {
    const offline = { ...allSent, state: 'offline', problem: 'unreachable' } as const
    expect(syncLine(offline, false).tone).toBe('calm')
    const line = syncLine({ ...offline, unsent: 3 }, false)
    expect([line.tone, line.what.key, line.safe[0]?.key, line.safe[0]?.count]).toEqual([
      'soon',
      'sync.problem.unreachable',
      'sync.safe',
      3,
    ])
  })
  it('says each problem in its own words', () => {
    const problems = [
      'unreachable',
      'untrusted-certificate',
      'server-error',
      'maintenance',
      'too-many',
    ] as const
    const keys = problems.map(
      (problem) => syncLine({ ...allSent, state: 'offline', problem }, false).what.key,
    )
    expect(new Set(keys).size).toBe(problems.length)
  })
  it('offers to sign in again as soon as main says that the session has ended', () => {
    expect(syncLine(allSent, true)).toMatchObject({ tone: 'act', offer: 'sign-in' })
    expect(syncLine({ ...allSent, state: 'attention', problem: 'session-ended' }, false).offer).toBe(
      'sign-in',
    )
  })
  it('leads to what needs the officer', () => {
    const line = syncLine({ ...allSent, state: 'attention', needsYou: 2, unsent: 2 }, false)
    expect([line.what.key, line.what.count, line.offer]).toEqual(['sync.needsYou', 2, 'needs-you'])
  })
  it('counts the first pull', () => {
    const line = syncLine({ ...allSent, state: 'syncing', firstPull: { casesReceived: 1000 } }, false)
    expect([line.what.key, line.what.count]).toEqual(['sync.firstPull', 1000])
  })
  it('names damage of the journal and cases it could not read', () => {
    const journalDamage = { recordsSalvaged: 4, bytesSetAside: 9, copyName: 'journal-1.damaged' }
    const line = syncLine({ ...allSent, state: 'attention', journalDamage, casesSetAside: 1 }, false)
    expect(line.what).toMatchObject({ key: 'sync.damage', count: 4, words: { copy: 'journal-1.damaged' } })
    expect(line.safe.map((sentence) => sentence.key)).toContain('sync.setAside')
  })
})
