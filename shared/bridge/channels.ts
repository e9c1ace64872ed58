import type { DeskCall, DeskNotices } from './desk'

/*
 * The names under which the bridge travels. Apart from `desk.ts` and its schemas, because the preload needs nothing
 * but these: it is read and run before every first paint.
 */

/** The IPC channel of a call, the one of a notice, and the one that carries the engine's port to the preload. */
export function callChannel(call: DeskCall): string {
  return `desk:call:${call}`
}
export function noticeChannel(notice: keyof DeskNotices): string {
  return `desk:notice:${notice}`
}
export const enginePortChannel = 'desk:engine-port'

/** `event.data` of the window message whose first port is the engine's. */
export const enginePortMessage = 'desk:engine-port'
