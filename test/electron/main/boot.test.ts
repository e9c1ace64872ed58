import { describe, expect, it } from 'vitest'
import { Boot } from '../../../electron/main/boot'

describe('the boot', () => {
  it('tells each step, those before the log was open too', async () => {
    const boot = new Boot()
    const told: unknown[] = []
    expect(boot.step('first', () => 1)).toBe(1)
    boot.logTo((_event, facts) => told.push(facts?.['step']))
    expect(await boot.step('second', async () => 2)).toBe(2)
    await expect(boot.step('third', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(told).toEqual(['boot:first', 'boot:second', 'boot:third'])
  })

  it('closes in the opposite order, and goes on when one step fails', async () => {
    const boot = new Boot()
    const events: unknown[] = []
    boot.logTo((event, facts) => events.push([event, facts?.['step']]))
    boot.atShutdown('settings', () => void events.push('settings'))
    boot.atShutdown('journal', () => Promise.reject(new Error('full')))
    boot.atShutdown('port', async () => void events.push('port'))
    await boot.shutdown()
    expect(events).toEqual(['port', ['shutdown-step-failed', 'close:journal'], 'settings'])
  })
})
