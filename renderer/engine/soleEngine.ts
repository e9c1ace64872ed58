const lockName = 'desk-engine'
/** A worker that was ended lets go at once; one that hangs is given so long. */
const patienceMilliseconds = 3_000

/** What is needed of `navigator.locks`. */
export type Locks = Pick<LockManager, 'request'>

/**
 * Resolves when no other worker is the engine, so that of two never both send, and the database is held by one alone
 * (RELIABILITY.md 18). One that hangs is not waited for: the lock is taken from it, and `onLost` is what it hears, should
 * it ever come to itself.
 */
export async function becomeSoleEngine(locks: Locks, onLost: () => void): Promise<void> {
  const patience = AbortSignal.timeout(patienceMilliseconds)
  try {
    await hold(locks, { signal: patience }, onLost)
  } catch (failure) {
    if (!patience.aborted) throw failure
    await hold(locks, { steal: true }, onLost)
  }
}

/** Resolves when the lock is held, which it is until the worker ends. */
function hold(locks: Locks, options: LockOptions, onLost: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let held = false
    const holding = locks.request(lockName, options, () => {
      held = true
      resolve()
      return new Promise<never>(() => undefined)
    })
    // Rejects when it could not be had, or was taken away later.
    holding.catch((failure: unknown) => {
      if (held) onLost()
      else reject(failure instanceof Error ? failure : new Error(String(failure)))
    })
  })
}
