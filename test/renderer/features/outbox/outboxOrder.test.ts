import { describe, expect, it } from 'vitest'
import { itemIndexNear, outboxLines, standingOf } from '../../../../renderer/features/outbox/outboxOrder'
import { outboxItem, refusedItem } from './items'

const items = [
  outboxItem(1, { state: 'accepted' }),
  outboxItem(2),
  refusedItem(3),
  outboxItem(4, { state: 'held' }),
  outboxItem(5, { state: 'sending' }),
]
const said = (only: Parameters<typeof outboxLines>[1]) =>
  outboxLines(items, only).map((line) => (line.kind === 'heading' ? line.standing : line.item.actionId))

describe('the order of the outbox', () => {
  it('has what needs the officer first, and each group in the order of acting', () => {
    expect(said(null)).toEqual([
      'needs-you',
      'act-3',
      'sending',
      'act-5',
      'saved',
      'act-2',
      'act-4',
      'accepted',
      'act-1',
    ])
  })

  it('shows one group without a heading, and no heading of an empty one', () => {
    expect(said('saved')).toEqual(['act-2', 'act-4'])
    expect(outboxLines([outboxItem(1)], null).map(({ kind }) => kind)).toEqual(['heading', 'item'])
    expect(outboxLines([outboxItem(1)], 'sending')).toEqual([])
  })

  it('counts what is held among what is saved here', () => {
    expect(standingOf({ state: 'held' })).toBe('saved')
  })
})

describe('walking', () => {
  const lines = outboxLines(items, null)
  it('passes over headings in both directions', () => {
    expect(itemIndexNear(lines, 2, 1)).toBe(3)
    expect(itemIndexNear(lines, 2, -1)).toBe(1)
  })
  it('stays inside the list', () => {
    expect(itemIndexNear(lines, 99, 1)).toBe(lines.length - 1)
    expect(itemIndexNear(lines, -1, -1)).toBe(1)
    expect(itemIndexNear([], 0, 1)).toBe(-1)
  })
})
