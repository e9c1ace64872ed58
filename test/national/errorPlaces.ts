/**
 * What the log may say of an error: its kind and the places in the code, never its message, which may hold what a
 * citizen wrote or a database repeats. A message that looks like a place is cut off with the rest of it.
 */
export function errorPlaces(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const kind = /^\w{1,60}$/.test(error.name) ? error.name : 'Error'
  const stack = error.stack ?? ''
  const message = stack.indexOf(error.message)
  // A stack that does not hold the message as it is now holds another one.
  if (message < 0) return kind
  const places = stack
    .slice(message + error.message.length)
    .split('\n')
    .filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line))
  return [kind, ...places].join('\n')
}
