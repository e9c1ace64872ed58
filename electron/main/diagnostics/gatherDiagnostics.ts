import { cpus, release, totalmem, uptime } from 'node:os'
import type { Desk } from '../desk/desk'
import type { SettingsStore } from '../settings/settings'
import type { DiagnosticsSource } from './diagnostics'
import type { FaultMemory } from './faultMemory'
import type { StandingKeeper } from './standingKeeper'

export interface DiagnosticsParts {
  readonly desk: Desk
  readonly settings: SettingsStore
  readonly standing: StandingKeeper
  readonly faults: FaultMemory
  readonly version: string
  readonly isPackaged: boolean
}

/** How everything stands now, from the parts of the program that know it. */
export async function gatherDiagnostics(parts: DiagnosticsParts): Promise<DiagnosticsSource> {
  const { desk, settings, standing, faults, version, isPackaged } = parts
  const { electron = '', chrome = '', node = '' } = process.versions
  return {
    at: new Date(),
    program: { version, electron, chrome, node, packaged: String(isPackaged) },
    system: {
      platform: process.platform,
      release: release(),
      architecture: process.arch,
      memoryBytes: totalmem(),
      processors: cpus().length,
      uptimeSeconds: Math.round(uptime()),
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    settings: settings.current,
    stage: desk.stage.stage,
    keyKeeping: desk.keyKeeping,
    session: desk.sending?.session.state ?? null,
    journal: (await desk.sending?.journalSource()) ?? null,
    engine: standing.current,
    faults: faults.all,
  }
}
