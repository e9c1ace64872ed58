import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Starts a hidden X screen for machines that have none, and ends it after the last test. */
export default async function hiddenScreen(): Promise<(() => void) | undefined> {
  if (process.platform !== 'linux' || process.env['DISPLAY']) return undefined
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const numbers = screen.stdio[3]
  if (!numbers) throw new Error('Xvfb was started without the pipe on which it says its number.')
  const [number] = (await once(numbers, 'data')) as [Buffer]
  process.env['DISPLAY'] = `:${number.toString().trim()}`
  return () => void screen.kill()
}
