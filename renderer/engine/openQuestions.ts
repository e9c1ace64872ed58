/**
 * The questions that one worker has not answered yet; all of them fail when it dies, so that none waits for ever. A race
 * with one promise of its death would do that too, but would hold every answer for as long as the worker lives.
 */
export class OpenQuestions {
  private readonly failing = new Set<(reason: Error) => void>()
  private ended: Error | null = null

  /** Gives the answer; rejects with the reason of the end when that comes first. Nothing of it is kept afterwards. */
  untilEnd<Answer>(answer: Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.ended) reject(this.ended)
      else this.failing.add(reject)
      void answer.then(resolve, reject).finally(() => this.failing.delete(reject))
    })
  }

  /** Whatever is open fails, and whatever is asked from now on. */
  end(reason: Error): void {
    this.ended = reason
    for (const fail of this.failing) fail(reason)
    this.failing.clear()
  }
}
