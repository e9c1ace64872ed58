// A page on which another library does the desk's work: the same Electron, the same way through the main process to
// the national system, and nothing of ours beside it. What it is to do comes from the run.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow, protocol, session } from 'electron'

const national = process.env['BENCH_NATIONAL']
const token = process.env['BENCH_TOKEN']
const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true }

protocol.registerSchemesAsPrivileged([{ scheme: 'peer', privileges }])
app.enableSandbox()
app.on('window-all-closed', () => app.quit())

async function serve(request, outside) {
  const { pathname, search } = new URL(request.url)
  if (pathname.startsWith('/api/')) {
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
    return outside.fetch(`${national}${pathname.slice('/api'.length)}${search}`, {
      headers,
      cache: 'no-store',
    })
  }
  if (pathname.startsWith('/libraries/')) {
    const text = await readFile(join(import.meta.dirname, pathname))
    return new Response(text, { headers: { 'content-type': 'text/javascript' } })
  }
  return new Response('<!doctype html><title>Peer</title>', { headers: { 'content-type': 'text/html' } })
}

void app.whenReady().then(async () => {
  const outside = session.fromPartition('national', { cache: false })
  protocol.handle('peer', (request) => serve(request, outside))
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    webPreferences: { contextIsolation: true, sandbox: true, backgroundThrottling: false },
  })
  await window.loadURL('peer://page/')
})
