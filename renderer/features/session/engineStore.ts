import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { EngineEvent } from '../../engine/api'
import { useDeskParts } from '../../deskParts'
import type { EngineConnection, PageEngine } from '../../engine/connect'

interface Subscriber {
  readonly event: (event: EngineEvent) => void
  /** The engine is about to be ended: what it must still have is handed over now, or never. */
  readonly closing?: () => void
  /** The engine is gone: forget what was on screen. */
  readonly closed: () => void
}

/** The one connection to the engine; the other stores ask it and hear its notices here. */
export const useEngineStore = defineStore('engine', () => {
  const { connectEngine } = useDeskParts()
  /** `opening`: it may be asked, and answers when it has read what the lists need. */
  const stage = ref<'closed' | 'waiting' | 'opening' | 'ready' | 'failed'>('closed')
  /** How often the worker has come back by itself since it was started for this officer. */
  const restarts = ref(0)
  // Not reactive: the remote end is a proxy that must not be wrapped in another one.
  let connection: EngineConnection | null = null
  /** Tells a start that was overtaken by a close, or by another start, that it is no longer wanted. */
  let generation = 0
  /** Resolves when the engine before has written what was typed last, through a port that the next one closes. */
  let ended: Promise<void> = Promise.resolve()
  const subscribers = new Set<Subscriber>()

  async function start(): Promise<void> {
    close()
    const mine = ++generation
    stage.value = 'waiting'
    try {
      await ended
      if (mine !== generation) return
      const made = connectEngine((event) => {
        if (mine !== generation) return
        if (event.kind === 'engine-restarted') restarts.value += 1
        for (const subscriber of subscribers) subscriber.event(event)
      })
      connection = made
      // The desk is drawn while the engine reads; both take about as long.
      stage.value = 'opening'
      await made.started
      if (mine === generation) stage.value = 'ready'
    } catch {
      if (mine !== generation) return
      connection = null
      stage.value = 'failed'
    }
  }

  function close(): void {
    if (connection) {
      for (const subscriber of subscribers) subscriber.closing?.()
      ended = connection.close()
    }
    generation += 1
    connection = null
    stage.value = 'closed'
    for (const subscriber of subscribers) subscriber.closed()
  }

  /** Throws while there is no engine; callers show that as a failure of what they tried. */
  function engine(): PageEngine {
    if (!connection) throw new Error('The engine is not running')
    return connection.engine
  }

  function subscribe(subscriber: Subscriber): void {
    subscribers.add(subscriber)
  }

  /** Resolves when no engine has anything open any more. */
  async function closeWhole(): Promise<void> {
    close()
    await ended
  }

  return { stage, restarts, start, close, closeWhole, engine, subscribe }
})
