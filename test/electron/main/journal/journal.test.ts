import { describe, expect, it } from 'vitest'
import { holdMilliseconds } from '../../../../shared/bridge/journalPort'
import { choicesOf } from '../../../../shared/domain/decisionChoices'
import type { Action } from '../../../../shared/domain/action'
import type { ActionId } from '../../../../shared/domain/identifiers'
import { MemoryDisk, SystemError } from '../memoryDisk'
import { accept, actionId, caseId, note } from './actions'
import { eagerCompaction, journalOn, journalPath } from './journalOn'

const final = (id: string, outcome: 'applied' | 'duplicate' | 'conflict' | 'rejected') => {
  return { actionId: actionId(id), outcome, code: null, detail: null }
}

async function withSent(id: string) {
  const disk = new MemoryDisk()
  const opened = await journalOn(disk)
  await opened.journal.saveAction(note(id, 'c1'), null)
  opened.clock.move(holdMilliseconds)
  await opened.journal.markSent([actionId(id)])
  return { disk, ...opened }
}

describe('the hold of a new action', () => {
  it('lasts ten seconds, tells its end once, and can be undone until then', async () => {
    const { journal, clock } = await journalOn(new MemoryDisk())
    const released: ActionId[] = []
    journal.onReleased((id) => released.push(id))
    const entry = await journal.saveAction(note('a', 'c1'), null)
    expect(entry.standing).toEqual({ state: 'held', releasedInMilliseconds: holdMilliseconds })
    await journal.saveAction(note('b', 'c1'), null)
    clock.move(holdMilliseconds - 1)
    expect(released).toEqual([])
    expect(await journal.undo(actionId('a'))).toBe(true)
    clock.move(1)
    expect(released).toEqual(['b'])
    expect(await journal.undo(actionId('b'))).toBe(false)
    expect(journal.entries().map(({ standing }) => standing)).toEqual([{ state: 'waiting' }])
  })

  it('starts anew when the program starts again', async () => {
    const disk = new MemoryDisk()
    const first = await journalOn(disk)
    await first.journal.saveAction(note('a', 'c1'), null)
    first.clock.move(holdMilliseconds)
    const second = await journalOn(disk.afterKill())
    expect(second.journal.entries()[0]?.standing.state).toBe('held')
    second.clock.move(holdMilliseconds)
    expect(second.journal.entries()[0]?.standing.state).toBe('waiting')
  })

  it('keeps what is still being written from being sent', async () => {
    const { journal } = await journalOn(new MemoryDisk())
    const saving = journal.saveAction(note('a', 'c1'), null)
    expect(await journal.markSent([actionId('a')])).toEqual([])
    await saving
  })
})

describe('sending', () => {
  it('hands out what waits or was sent before, in the order of the officer', async () => {
    const { journal, clock } = await journalOn(new MemoryDisk())
    for (const id of ['a', 'b', 'c']) await journal.saveAction(note(id, `case of ${id}`), null)
    clock.move(holdMilliseconds)
    await journal.saveAction(note('held', 'other'), null)
    const asked = ['held', 'c', 'a', 'unknown'].map(actionId)
    expect(await journal.markSent(asked)).toEqual(['a', 'c'])
    expect(await journal.markSent(asked)).toEqual(['a', 'c'])
    expect(journal.entries().map(({ standing }) => standing.state)).toEqual([
      'sent',
      'waiting',
      'sent',
      'held',
    ])
  })

  it('keeps a later action of a case back while an earlier one is not in the same request', async () => {
    const { journal, clock } = await journalOn(new MemoryDisk())
    await journal.saveAction(accept('a', 'c1'), null)
    await journal.saveAction(note('b', 'c1'), null)
    clock.move(holdMilliseconds)
    expect(await journal.markSent([actionId('b')])).toEqual([])
    expect(await journal.markSent([actionId('b'), actionId('a')])).toEqual(['a', 'b'])
  })

  it('lets neither undo nor discard touch what was sent and has no result', async () => {
    const { journal, disk } = await withSent('a')
    expect(await journal.undo(actionId('a'))).toBe(false)
    expect(await journal.discard(actionId('a'))).toBe(false)
    const { journal: again } = await journalOn(disk.afterKill())
    expect(again.entries().map(({ standing }) => standing.state)).toEqual(['sent'])
    expect(await again.undo(actionId('a'))).toBe(false)
  })

  it('takes no result for an action that was never sent', async () => {
    const { journal, clock } = await journalOn(new MemoryDisk())
    await journal.saveAction(note('a', 'c1'), null)
    clock.move(holdMilliseconds)
    await journal.saveResults([final('a', 'applied')])
    expect(journal.entries()[0]?.standing.state).toBe('waiting')
  })
})

describe('results', () => {
  it.each(['applied', 'duplicate'] as const)(
    'keeps an action that was %s until it is settled',
    async (outcome) => {
      const { journal, disk } = await withSent('a')
      const answered = await journal.saveResults([final('a', outcome), final('gone', 'applied')])
      expect(answered.map(({ standing }) => standing)).toEqual([{ state: 'accepted' }])
      const { journal: again } = await journalOn(disk.afterKill())
      expect(again.entries().map(({ standing }) => standing)).toEqual([{ state: 'accepted' }])
      expect(await again.discard(actionId('a'))).toBe(false)
      await again.settle([actionId('a')])
      expect(again.entries()).toEqual([])
    },
  )

  it.each(['conflict', 'rejected'] as const)('lets the officer decide on a %s', async (outcome) => {
    const { journal } = await withSent('a')
    await journal.saveResults([{ ...final('a', outcome), code: 'forbidden', detail: 'Tidak boleh' }])
    const standing = { state: 'needs-you', outcome, code: 'forbidden', detail: 'Tidak boleh' }
    expect(journal.entries().map((entry) => entry.standing)).toEqual([standing])
    await journal.settle([actionId('a')])
    expect(journal.entries()).toHaveLength(1)
    expect(await journal.discard(actionId('a'))).toBe(true)
    expect(journal.entries()).toEqual([])
  })

  it('lets those behind a conflict wait again, because the national system did not try them', async () => {
    const { journal, clock } = await journalOn(new MemoryDisk())
    await journal.saveAction(note('a', 'c1'), null)
    await journal.saveAction(note('b', 'c1'), null)
    await journal.saveAction(note('other', 'c2'), null)
    clock.move(holdMilliseconds)
    await journal.markSent(['a', 'b', 'other'].map(actionId))
    const changed = await journal.saveResults([final('a', 'conflict')])
    expect(changed.map(({ action, standing }) => [action.actionId, standing.state])).toEqual([
      ['a', 'needs-you'],
      ['b', 'waiting'],
    ])
    expect(await journal.markSent(['b', 'other'].map(actionId))).toEqual(['other'])
    await journal.saveAction(note('a again', 'c1'), actionId('a'))
    await journal.saveAction(note('b again', 'c1'), actionId('b'))
    expect(journal.entries().map(({ action }) => action.actionId)).toEqual(['other', 'a again', 'b again'])
  })

  it('replaces an action in one record, and never one whose result is unknown', async () => {
    const { journal, disk } = await withSent('a')
    await expect(journal.saveAction(note('b', 'c1'), actionId('a'))).rejects.toMatchObject({
      code: 'invalid',
    })
    await journal.saveResults([final('a', 'conflict')])
    const before = disk.operations.filter((operation) => operation === `write ${journalPath}`).length
    await journal.saveAction(note('b', 'c1'), actionId('a'))
    expect(disk.operations.filter((operation) => operation === `write ${journalPath}`)).toHaveLength(
      before + 1,
    )
    expect(journal.entries().map(({ action }) => action.actionId)).toEqual(['b'])
  })
})

describe('drafts', () => {
  it('are kept by case and type, and forgotten when empty', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    await journal.saveDraft({ caseId: caseId('c1'), type: 'note', text: 'satu' })
    await journal.saveDraft({ caseId: caseId('c1'), type: 'note', text: ' dua ' })
    await journal.saveDraft({ caseId: caseId('c1'), type: 'respond', text: 'tiga' })
    await journal.saveDraft({ caseId: caseId('c1'), type: 'respond', text: '' })
    const { journal: again } = await journalOn(disk.afterKill())
    expect(again.drafts()).toEqual([{ caseId: 'c1', type: 'note', text: ' dua ' }])
  })

  it('become the action made of them, and are drafts again when it is undone', async () => {
    const { journal } = await journalOn(new MemoryDisk())
    await journal.saveDraft({ caseId: caseId('c1'), type: 'note', text: 'Sudah diperiksa ' })
    await journal.saveAction(note('a', 'c1', 'Sudah diperiksa'), null)
    expect(journal.drafts()).toEqual([])
    await journal.undo(actionId('a'))
    expect(journal.drafts()).toEqual([{ caseId: 'c1', type: 'note', text: 'Sudah diperiksa' }])
  })

  it('keep what was chosen beside the text, also where there is no text at all', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    const archived: Action = {
      ...accept('a', 'c1'),
      type: 'archive',
      payload: { reasonCode: 'in_court' },
    }
    const draft = { caseId: caseId('c1'), type: 'archive' as const, text: '', choices: choicesOf(archived) }
    await journal.saveDraft(draft)
    const left = disk.afterKill()
    const again = (await journalOn(left)).journal
    expect(again.drafts()).toEqual([draft])
    await again.saveAction(archived, null)
    expect(again.drafts()).toEqual([])
    await again.undo(actionId('a'))
    expect(again.drafts()).toEqual([draft])
    await again.saveDraft({ caseId: draft.caseId, type: draft.type, text: '' })
    expect((await journalOn(left.afterKill())).journal.drafts()).toEqual([])
  })

  it('stay when the action was made of another text', async () => {
    const { journal } = await journalOn(new MemoryDisk())
    await journal.saveDraft({ caseId: caseId('c1'), type: 'note', text: 'yang lain' })
    await journal.saveAction(note('a', 'c1', 'yang ini'), null)
    await journal.undo(actionId('a'))
    expect(journal.drafts()).toEqual([{ caseId: 'c1', type: 'note', text: 'yang lain' }])
  })
})

describe('writing', () => {
  it('lets appends that come together share one sync', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    await journal.atRest()
    disk.operations.length = 0
    const ids = Array.from({ length: 50 }, (_, index) => `a${index}`)
    await Promise.all(ids.map((id) => journal.saveAction(note(id, id), null)))
    expect(disk.operations.filter((operation) => operation === `sync ${journalPath}`)).toHaveLength(1)
    const { journal: again } = await journalOn(disk.afterPowerCut(() => 'lost'))
    expect(again.entries().map(({ action }) => action.actionId)).toEqual(ids)
  })

  it('saves an action that is asked for twice once', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    const [first, second] = await Promise.all([
      journal.saveAction(note('a', 'c1'), null),
      journal.saveAction(note('a', 'c1'), null),
    ])
    expect(second.sequence).toBe(first.sequence)
    expect((await journalOn(disk.afterKill())).journal.entries()).toHaveLength(1)
  })

  it.each([
    ['write', 'ENOSPC', 'disk-full'],
    ['sync', 'EIO', 'write-failed'],
  ])('changes nothing when a %s fails by %s', async (operation, code, failure) => {
    const disk = new MemoryDisk()
    const { journal, clock } = await journalOn(disk)
    await journal.saveAction(note('a', 'c1'), null)
    const before = disk.bytesOf(journalPath)
    disk.before = (asked) => {
      if (asked.startsWith(operation)) throw new SystemError(code)
    }
    const attempts = [journal.saveAction(note('b', 'c1'), null), journal.undo(actionId('a'))]
    const settled = await Promise.allSettled(attempts)
    expect(settled).toMatchObject([{ reason: { code: failure } }, { reason: { code: failure } }])
    expect(journal.entries().map(({ action }) => action.actionId)).toEqual(['a'])
    disk.before = () => undefined
    await journal.saveAction(note('c', 'c1'), null)
    clock.move(holdMilliseconds)
    // After a failed sync the file is written anew, because the system may have dropped more than what was new.
    const appended = disk.bytesOf(journalPath).subarray(0, before.length).equals(before)
    expect(appended).toBe(operation === 'write')
    const { journal: again, damage } = await journalOn(disk.afterKill())
    expect(damage).toBeNull()
    expect(again.entries().map(({ action }) => action.actionId)).toEqual(['a', 'c'])
  })

  it.each(['write', 'sync'])(
    'does not bring back after a kill what was said to have failed by a %s',
    async (operation) => {
      const disk = new MemoryDisk()
      const { journal } = await journalOn(disk)
      await journal.saveAction(note('a', 'c1'), null)
      let failures = 1
      disk.before = (asked) => {
        if (asked === `${operation} ${journalPath}` && failures-- > 0) throw new SystemError('EIO')
      }
      await expect(journal.saveAction(note('b', 'c1'), null)).rejects.toMatchObject({ code: 'write-failed' })
      await journal.atRest()
      const { journal: again } = await journalOn(disk.afterKill())
      expect(again.entries().map(({ action }) => action.actionId)).toEqual(['a'])
    },
  )

  it('takes back at its end what the disk did not let it take back before', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    await journal.saveAction(note('a', 'c1'), null)
    let wrote = false
    disk.before = (asked) => {
      if (wrote) throw new SystemError('EIO')
      wrote = asked === `write ${journalPath}`
    }
    await expect(journal.saveAction(note('b', 'c1'), null)).rejects.toMatchObject({ code: 'write-failed' })
    await journal.atRest()
    disk.before = () => undefined
    await journal.close()
    const { journal: again } = await journalOn(disk)
    expect(again.entries().map(({ action }) => action.actionId)).toEqual(['a'])
  })

  it('shows after a kill only what no power cut can take any more', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    await journal.saveAction(note('a', 'c1'), null)
    disk.before = (asked) => {
      if (asked === `sync ${journalPath}`) throw new Error('killed before the sync')
    }
    await expect(journal.saveAction(note('b', 'c1'), null)).rejects.toMatchObject({ code: 'write-failed' })
    disk.before = () => undefined
    const shown = (await journalOn(disk)).journal.entries().map(({ action }) => action.actionId)
    const { journal: later, damage } = await journalOn(disk.afterPowerCut(() => 'lost'))
    expect(later.entries().map(({ action }) => action.actionId)).toEqual(shown)
    expect(damage).toBeNull()
  })

  it('tells the release of an action whose undoing failed after its hold was over', async () => {
    const disk = new MemoryDisk()
    const { journal, clock } = await journalOn(disk)
    const released: ActionId[] = []
    journal.onReleased((id) => released.push(id))
    await journal.saveAction(note('a', 'c1'), null)
    disk.before = (asked) => {
      if (!asked.startsWith('write')) return
      clock.move(holdMilliseconds)
      throw new SystemError('ENOSPC')
    }
    await expect(journal.undo(actionId('a'))).rejects.toMatchObject({ code: 'disk-full' })
    expect(released).toEqual(['a'])
    expect(journal.entries()[0]?.standing.state).toBe('waiting')
  })

  it('refuses everything once it is closed, after finishing what was under way', async () => {
    const disk = new MemoryDisk()
    const { journal } = await journalOn(disk)
    const saving = journal.saveAction(note('a', 'c1'), null)
    await journal.close()
    await saving
    await expect(journal.saveAction(note('b', 'c1'), null)).rejects.toMatchObject({ code: 'closed' })
  })
})

describe('compaction', () => {
  const compaction = eagerCompaction

  it('keeps the file small, the order, the standing and the drafts', async () => {
    const disk = new MemoryDisk()
    const { journal, clock } = await journalOn(disk, { compaction })
    await journal.saveAction(note('waits', 'c1'), null)
    await journal.saveAction(note('sent', 'c2'), null)
    await journal.saveAction(note('refused', 'c3'), null)
    await journal.saveAction(note('taken', 'c4'), null)
    clock.move(holdMilliseconds)
    await journal.markSent(['sent', 'refused', 'taken'].map(actionId))
    await journal.saveResults([final('refused', 'rejected'), final('taken', 'applied')])
    for (let count = 0; count < 500; count += 1) {
      await journal.saveDraft({ caseId: caseId('c1'), type: 'respond', text: `draf ${count}` })
    }
    await journal.saveAction(note('last', 'c5'), null)
    expect(disk.bytesOf(journalPath).length).toBeLessThan(10_000)
    const { journal: again, damage } = await journalOn(disk.afterKill(), { compaction })
    expect(damage).toBeNull()
    expect(again.entries().map(({ action, standing }) => [action.actionId, standing.state])).toEqual([
      ['waits', 'held'],
      ['sent', 'sent'],
      ['refused', 'needs-you'],
      ['taken', 'accepted'],
      ['last', 'held'],
    ])
    expect(again.drafts()).toEqual([{ caseId: 'c1', type: 'respond', text: 'draf 499' }])
  })

  it('keeps two refusals of one case, the later of which came first', async () => {
    const disk = new MemoryDisk()
    const { journal, clock } = await journalOn(disk, { compaction })
    await journal.saveAction(note('a', 'c1'), null)
    await journal.saveAction(note('b', 'c1'), null)
    clock.move(holdMilliseconds)
    await journal.markSent(['a', 'b'].map(actionId))
    await journal.saveResults([final('b', 'rejected')])
    await journal.saveResults([final('a', 'conflict')])
    for (let count = 0; count < 20; count += 1) {
      await journal.saveDraft({ caseId: caseId('c1'), type: 'note', text: `draf ${count}` })
    }
    const { journal: again } = await journalOn(disk.afterKill())
    expect(again.entries().map(({ standing }) => standing.state)).toEqual(['needs-you', 'needs-you'])
  })

  it('leaves the journal usable when it fails', async () => {
    const disk = new MemoryDisk()
    const failures: unknown[] = []
    const { journal } = await journalOn(disk, {
      compaction,
      onTrouble: (_what, error) => failures.push(error),
    })
    disk.before = (asked) => {
      if (asked.startsWith('rename')) throw new SystemError('EACCES')
    }
    for (let count = 0; count < 20; count += 1) {
      await journal.saveDraft({ caseId: caseId('c1'), type: 'note', text: `draf ${count}` })
    }
    expect(failures.length).toBeGreaterThan(0)
    const { journal: again, damage } = await journalOn(disk.afterPowerCut(() => 'lost'))
    expect(damage).toBeNull()
    expect(again.drafts()).toEqual([{ caseId: 'c1', type: 'note', text: 'draf 19' }])
  })
})
