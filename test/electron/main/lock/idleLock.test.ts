import { expect, it } from 'vitest'
import { lockWhenIdle } from '../../../../electron/main/lock/idleLock'
import { LockedPage } from '../../../../electron/main/lock/lockedPage'
import { HandClock } from '../journal/journalOn'

function watched(minutes: number | null) {
  const clock = new HandClock()
  const setting = { idle: 0, isOpen: true, minutes, locked: 0 }
  const stop = lockWhenIdle({
    clock,
    idleSeconds: () => setting.idle,
    isOpen: () => setting.isOpen,
    minutes: () => setting.minutes,
    lock: () => (setting.locked += 1),
  })
  /** Time in which nobody is there. */
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) {
      setting.idle += 1
      clock.move(1_000)
    }
  }
  return { setting, pass, stop }
}

it('a desk that nobody is at locks after the minutes, and not before', () => {
  const { setting, pass } = watched(3)
  pass(179)
  expect(setting.locked).toBe(0)
  pass(11)
  expect(setting.locked).toBeGreaterThan(0)
})

it('a key pressed in time begins the minutes anew', () => {
  const { setting, pass } = watched(3)
  pass(170)
  setting.idle = 0
  pass(170)
  expect(setting.locked).toBe(0)
})

it('a desk that was just opened has somebody at it, however long nobody was there before', () => {
  const { setting, pass } = watched(3)
  setting.isOpen = false
  pass(3_600)
  expect(setting.locked).toBe(0)
  setting.isOpen = true
  pass(170)
  expect(setting.locked).toBe(0)
  pass(20)
  expect(setting.locked).toBeGreaterThan(0)
})

it('the officer’s other choice holds at once, and never means never', () => {
  const { setting, pass, stop } = watched(null)
  pass(10_000)
  expect(setting.locked).toBe(0)
  setting.minutes = 1
  pass(6)
  expect(setting.locked).toBeGreaterThan(0)
  stop()
  const { locked } = setting
  pass(600)
  expect(setting.locked).toBe(locked)
})

it('a page that does not empty itself is loaded anew, one that does is not', () => {
  const clock = new HandClock()
  let reloads = 0
  const page = new LockedPage({ clock, reload: () => (reloads += 1) })
  page.locked()
  page.emptied()
  clock.move(60_000)
  expect(reloads).toBe(0)
  page.locked()
  clock.move(60_000)
  expect(reloads).toBe(1)
})
