import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { activityOf, isRunning, mainProcessBelow, memoryOf, processesOf } from './processes'

const onLinux = test.runIf(process.platform === 'linux')

async function child(...given: string[]) {
  const started = spawn(
    process.execPath,
    ['-e', 'console.log(1); setInterval(() => {}, 1000)', '--', ...given],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await once(started.stdout, 'data')
  return { id: started.pid ?? 0, ended: once(started, 'exit'), end: () => started.kill() }
}

onLinux('a program’s processes are its own and those that come from it, until they end', async () => {
  const { id, ended, end } = await child()
  expect(processesOf(process.pid)).toContain(id)
  expect(isRunning(id)).toBe(true)
  end()
  await ended
  expect(isRunning(id)).toBe(false)
  expect(processesOf(process.pid)).not.toContain(id)
})

onLinux('the main process is told from those that the same program starts for a purpose', async () => {
  const helper = await child('--type=renderer')
  expect(mainProcessBelow(helper.id, process.execPath)).toBeNull()
  const main = await child()
  expect(mainProcessBelow(main.id, process.execPath)).toBe(main.id)
  for (const { end, ended } of [helper, main]) {
    end()
    await ended
  }
})

onLinux('memory and activity of what runs are more than nothing, of what has ended nothing', async () => {
  const { id, ended, end } = await child()
  expect(memoryOf([id])).toBeGreaterThan(5)
  expect(activityOf([id]).sleeps).toBeGreaterThan(0)
  expect(memoryOf([id, process.pid])).toBeGreaterThan(memoryOf([id]))
  end()
  await ended
  expect(memoryOf([id])).toBe(0)
  expect(activityOf([id])).toEqual({ processor: 0, sleeps: 0 })
})
