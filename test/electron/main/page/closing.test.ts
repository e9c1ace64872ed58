import { describe, expect, it } from 'vitest'
import { Closing, type UnsentCount } from '../../../../electron/main/page/closing'
import { boxWords } from '../../../../electron/main/boxWords'

function windowWith(unsent: UnsentCount) {
  const asked: UnsentCount[] = []
  let answer: (closes: boolean) => void = () => undefined
  let refuse: (error: Error) => void = () => undefined
  let closedAgain = 0
  const closing = new Closing({
    unsent: () => unsent,
    ask: (count) => {
      asked.push(count)
      return new Promise((resolve, reject) => {
        answer = resolve
        refuse = reject
      })
    },
    close: () => (closedAgain += 1),
  })
  return {
    closing,
    asked,
    closedAgain: () => closedAgain,
    async reply(closes: boolean) {
      answer(closes)
      await Promise.resolve().then(() => undefined)
      await new Promise(setImmediate)
    },
    async fail() {
      refuse(new Error('no dialog'))
      await new Promise(setImmediate)
    },
  }
}
const three = { total: 3, needsYou: 0 }

describe('closing the window', () => {
  it('asks nothing when all is sent', () => {
    const window = windowWith({ total: 0, needsYou: 0 })
    expect(window.closing.mayClose()).toBe(true)
    expect(window.asked).toEqual([])
  })

  it('with unsent work waits for the officer, and then closes', async () => {
    const window = windowWith(three)
    expect(window.closing.mayClose()).toBe(false)
    expect(window.asked).toEqual([three])
    await window.reply(true)
    expect(window.closedAgain()).toBe(1)
    expect(window.closing.mayClose()).toBe(true)
  })

  it('asks once while the question stands, and anew after it was cancelled', async () => {
    const window = windowWith(three)
    window.closing.mayClose()
    expect(window.closing.mayClose()).toBe(false)
    expect(window.asked).toHaveLength(1)
    await window.reply(false)
    expect(window.closedAgain()).toBe(0)
    expect(window.closing.mayClose()).toBe(false)
    expect(window.asked).toHaveLength(2)
  })

  it('never keeps a system waiting that shuts down, not even while the question stands', () => {
    const window = windowWith(three)
    window.closing.mayClose()
    window.closing.programEnds()
    expect(window.closing.mayClose()).toBe(true)
  })

  it('closes when the question cannot be shown', async () => {
    const window = windowWith(three)
    window.closing.mayClose()
    await window.fail()
    expect(window.closedAgain()).toBe(1)
  })
})

describe('what is said', () => {
  it('is that it is safe and when it is sent, and how much of it waits for a decision', () => {
    expect(`${boxWords.id.unsentTitle(three)} ${boxWords.id.unsentDetail(three)}`).toBe(
      '3 pekerjaan belum terkirim. Semuanya tersimpan di komputer ini dan dikirim saat program dibuka lagi.',
    )
    expect(boxWords.id.unsentDetail({ total: 3, needsYou: 2 })).toContain('2 di antaranya perlu Anda.')
    expect(boxWords.en.unsentTitle({ total: 1, needsYou: 0 })).toBe('1 action is not sent yet.')
  })
})
