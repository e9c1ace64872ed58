import { protocol, session, type Session } from 'electron'
import type { NationalFetch } from '../session/nationalFetch'
import { deskHost, deskScheme } from './deskAddress'
import type { ReportFiles } from '../attachments/reportFiles'
import { forward, type ForwardSetting } from './forward'
import type { PageFiles } from './pageFiles'
import { reportFilesPath, serveReportFile } from './reportFile'

/** Must be called before `ready`. */
export function registerDeskScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: deskScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/**
 * The session in which all requests to the national system are made: its name without `persist:` keeps it in memory,
 * so that no answer is ever written to a cache on the disk (SECURITY.md 6). It uses the system's proxy and
 * certificates; a certificate that those refuse stays refused.
 */
export function openNationalSession(): Session {
  const national = session.fromPartition('national', { cache: false })
  national.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  national.setPermissionCheckHandler(() => false)
  return national
}

export function nationalFetchOf(national: Session): NationalFetch {
  return (url, { method, headers, body, signal }) =>
    national.fetch(url, {
      method,
      headers: { ...headers },
      ...(body === undefined ? {} : { body }),
      signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'manual',
    })
}

export interface GatewaySetting extends ForwardSetting {
  /** Null while nobody is signed in. */
  readonly reportFiles: () => ReportFiles | null
}

/** Serves `app://desk`: the page's files, `/api/…` forwarded, and the files of reports that are on this computer. */
export function openGateway(pages: Session, pageFiles: PageFiles, setting: GatewaySetting): () => void {
  pages.protocol.handle(deskScheme, (request) => {
    const { host, pathname } = new URL(request.url)
    if (host !== deskHost) return new Response('Not found', { status: 404 })
    if (pathname.startsWith('/api/')) return forward(request, setting)
    if (pathname.startsWith(reportFilesPath)) return serveReportFile(request, setting.reportFiles)
    return pageFiles.serve(request.method, pathname)
  })
  return () => pages.protocol.unhandle(deskScheme)
}
