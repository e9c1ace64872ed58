import { describe, expect, test } from 'vitest'
import { RecentDrafts } from '../../../renderer/engine/recentDrafts'
import { becomeSoleEngine, type Locks } from '../../../renderer/engine/soleEngine'
import type { CaseId } from '../../../shared/domain/identifiers'

/** What `navigator.locks` does, for one lock: held until it is stolen or its holder is gone. */
function oneLock(): { readonly locks: Locks; readonly holderGone: () => void } {
  let letGo: (() => void) | null = null
  const waiting: (() => void)[] = []
  const locks = {
    request(_name: string, options: LockOptions, callback: () => Promise<unknown>): Promise<unknown> {
      return new Promise((_resolve, reject) => {
        const take = (): void => {
          letGo = () => reject(new DOMException('stolen', 'AbortError'))
          void callback()
        }
        if (options.steal) {
          letGo?.()
          take()
        } else if (letGo) {
          waiting.push(take)
          options.signal?.addEventListener('abort', () => {
            waiting.splice(waiting.indexOf(take), 1)
            reject(new DOMException('timed out', 'AbortError'))
          })
        } else take()
      })
    },
  }
  return {
    // Only this one form of `request` is used.
    locks: locks as unknown as Locks,
    holderGone() {
      letGo = null
      waiting.shift()?.()
    },
  }
}

describe('of two workers', () => {
  test('the second begins when the first is gone', async () => {
    const { locks, holderGone } = oneLock()
    let lost = 0
    await becomeSoleEngine(locks, () => (lost += 1))
    const second = becomeSoleEngine(locks, () => undefined)
    holderGone()
    await second
    expect(lost).toBe(0)
  })

  test('one that does not end is made to stop', async () => {
    const { locks } = oneLock()
    let lost = 0
    await becomeSoleEngine(locks, () => (lost += 1))
    await becomeSoleEngine(locks, () => undefined)
    expect(lost).toBe(1)
  })
})

test('what was typed in the last moments is remembered, the newest of each draft, and no longer than needed', () => {
  let now = 0
  const recent = new RecentDrafts(() => now)
  const draft = (text: string) => ({ caseId: 'case-1' as CaseId, type: 'note', text }) as const
  recent.typed(draft('S'))
  recent.typed(draft('Sudah'))
  expect(recent.all()).toEqual([draft('Sudah')])
  now = 30_001
  expect(recent.all()).toEqual([])
})
