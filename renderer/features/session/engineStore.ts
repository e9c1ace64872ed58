import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { EngineEvent } from '../../engine/api'
import { useDeskParts } from '../../deskParts'
import type { EngineConnection, PageEngine } from '../../engine/connect'

interface Subscriber {
  readonly event: (event: EngineEvent) => void
  /** The engine is gone: forget what was on screen. */
  readonly closed: () => void
}

/** The one connection to the engine; the other stores ask it and hear its notices here. */
export const useEngineStore = defineStore('engine', () => {
  const { connectEngine } = useDeskParts()
  const stage = ref<'closed' | 'starting' | 'ready' | 'failed'>('closed')
  // Not reactive: the remote end is a proxy that must not be wrapped in another one.
  let connection: EngineConnection | null = null
  /** Tells a start that was overtaken by a close, or by another start, that it is no longer wanted. */
  let generation = 0
  const subscribers = new Set<Subscriber>()

  async function start(): Promise<void> {
    close()
    const mine = ++generation
    stage.value = 'starting'
    try {
      const made = await connectEngine((event) => {
        if (mine !== generation) return
        for (const subscriber of subscribers) subscriber.event(event)
      })
      if (mine !== generation) return made.close()
      connection = made
      stage.value = 'ready'
    } catch {
      if (mine === generation) stage.value = 'failed'
    }
  }

  function close(): void {
    generation += 1
    connection?.close()
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

  return { stage, start, close, engine, subscribe }
})
