import type { Case } from './case'

/** Stands where the protocol asks for the name of a reporter whom the agency must not know (PROTOCOL.md 6.2). */
export const anonymousName = 'Anonim'

/**
 * The case without any trace of who reported it: neither as its reporter (PROTOCOL.md 6.1) nor as the actor of
 * what they did.
 */
export function withoutReporter(subject: Pick<Case, 'events'>): Pick<Case, 'reporter' | 'events'> {
  const events = subject.events.map((event) =>
    event.actor.kind === 'reporter'
      ? { ...event, actor: { kind: event.actor.kind, name: anonymousName } }
      : event,
  )
  return { reporter: null, events }
}
