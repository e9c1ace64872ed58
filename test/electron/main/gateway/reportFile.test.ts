import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { serveReportFile } from '../../../../electron/main/gateway/reportFile'
import { attachmentOf, fetched, filesOn, FileServer } from '../attachments/fileServer'
import { MemoryDisk } from '../memoryDisk'

async function gatewayWith(id: string, bytes: Buffer) {
  const server = new FileServer()
  server.bytes.set(id, bytes)
  const disk = new MemoryDisk()
  const files = await filesOn(disk, server)
  await fetched(files, attachmentOf(id, bytes, { mime: 'text/html', name: 'halaman.html' }))
  const get = (path: string, method = 'GET') =>
    serveReportFile(new Request(`app://desk${path}`, { method }), () => files.reportFiles)
  return { get, disk }
}

describe('a report’s file at the gateway', () => {
  it('is bytes and nothing else, whatever it says it is', async () => {
    const bytes = randomBytes(2_500_000)
    const { get } = await gatewayWith('a/1', bytes)
    const response = await get('/attachments/a%2F1')
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it.each(['/attachments/', '/attachments/a2', '/attachments/..%2F..%2Fkeys.json', '/attachments/%E0%A4%A'])(
    'is not found at %s',
    async (path) => {
      const { get } = await gatewayWith('a1', Buffer.from('isi'))
      expect((await get(path)).status).toBe(404)
    },
  )

  it('is only read', async () => {
    const { get } = await gatewayWith('a1', Buffer.from('isi'))
    expect((await get('/attachments/a1', 'POST')).status).toBe(404)
    expect((await get('/attachments/a1', 'DELETE')).status).toBe(404)
  })

  it('is nobody’s while nobody is signed in', async () => {
    const response = await serveReportFile(new Request('app://desk/attachments/a1'), () => null)
    expect(response.status).toBe(404)
  })

  it('breaks off rather than give a byte that was changed', async () => {
    const bytes = randomBytes(2_500_000)
    const { get, disk } = await gatewayWith('a1', bytes)
    const path = disk.paths().find((name) => name.endsWith('.sealed') && !name.includes('index')) ?? ''
    const changed = Buffer.from(disk.bytesOf(path))
    changed[2_000_000] = (changed[2_000_000] ?? 0) ^ 1
    disk.plant(path, changed)
    const response = await get('/attachments/a1')
    await expect(response.arrayBuffer()).rejects.toThrow()
    expect((await get('/attachments/a1')).status).toBe(404)
  })
})
