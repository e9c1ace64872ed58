import type { ElectronApplication } from 'playwright'
import { z } from 'zod'

const heapSchema = z.object({ page: z.number(), engine: z.number() })

/** MB of JavaScript's heaps that are in use when everything that nobody refers to has been collected. */
export type LiveHeap = z.infer<typeof heapSchema>

/** Of the desk's page and of its engine; for as long as that takes, both stand still. */
export async function liveHeapOf(mainProcess: ElectronApplication): Promise<LiveHeap> {
  const used = await mainProcess.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (!contents) throw new Error('The desk has no window.')
    const { debugger: inspector } = contents
    if (!inspector.isAttached()) inspector.attach('1.3')
    const workers: string[] = []
    inspector.on('message', (_event, method, given: { readonly sessionId?: string }) => {
      if (method === 'Target.attachedToTarget' && given.sessionId) workers.push(given.sessionId)
    })
    await inspector.sendCommand('Target.setAutoAttach', {
      ...{ autoAttach: true, waitForDebuggerOnStart: false, flatten: true },
    })
    const megabytes = { page: 0, engine: 0 }
    for (const session of [undefined, ...workers]) {
      await inspector.sendCommand('HeapProfiler.collectGarbage', {}, session)
      const heap: unknown = await inspector.sendCommand('Runtime.getHeapUsage', {}, session)
      // What the protocol answers: bytes.
      const { usedSize } = heap as { readonly usedSize: number }
      megabytes[session === undefined ? 'page' : 'engine'] += usedSize / 1e6
    }
    inspector.removeAllListeners('message')
    inspector.detach()
    return megabytes
  })
  return heapSchema.parse(used)
}
