import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { OpenQuestions } from '../../../renderer/engine/openQuestions'

setFlagsFromString('--expose-gc')
// What V8 gives under that flag.
const collectGarbage = runInNewContext('gc') as () => void

/** An answer that nobody holds any more once it was given. */
async function askedAndForgotten(questions: OpenQuestions): Promise<WeakRef<object>> {
  const rows = { rows: Array.from({ length: 100 }, (_, row) => `laporan ${row}`) }
  await questions.untilEnd(Promise.resolve(rows))
  return new WeakRef(rows)
}

describe('the questions that a worker has not answered', () => {
  it('give their answer, or what went wrong', async () => {
    const questions = new OpenQuestions()
    await expect(questions.untilEnd(Promise.resolve(7))).resolves.toBe(7)
    await expect(questions.untilEnd(Promise.reject(new Error('no')))).rejects.toThrow('no')
  })

  it('all fail when the worker dies, and so does what is asked of it afterwards', async () => {
    const questions = new OpenQuestions()
    const never = new Promise<never>(() => undefined)
    const asked = [questions.untilEnd(never), questions.untilEnd(never)]
    questions.end(new Error('The engine has ended.'))
    for (const question of asked) await expect(question).rejects.toThrow('has ended')
    await expect(questions.untilEnd(Promise.resolve(1))).rejects.toThrow('has ended')
  })

  it('hold no answer once it was given, however long the worker lives', async () => {
    const questions = new OpenQuestions()
    const answers = await Promise.all(Array.from({ length: 20 }, () => askedAndForgotten(questions)))
    // What a task holds is let go when it has ended.
    await new Promise((next) => setTimeout(next, 10))
    collectGarbage()
    expect(answers.filter((answer) => answer.deref() !== undefined)).toEqual([])
    // It is still the one that is asked.
    await expect(questions.untilEnd(Promise.resolve(1))).resolves.toBe(1)
  })
})
