import { dirname } from 'node:path'
import type { DiskFiles, DiskHandle } from '../../../electron/main/files/diskFiles'

type Change =
  | { readonly kind: 'write'; readonly bytes: Buffer; readonly position: number }
  | { readonly kind: 'truncate'; readonly length: number }

interface Node {
  /** What is on the platter. */
  synced: Buffer
  /** What the program sees. */
  current: Buffer
  /** What was done since the last sync, in order. */
  pending: Change[]
}

type NameChange =
  | { readonly kind: 'link'; readonly path: string; readonly node: Node }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }

/** What a power cut makes of one unsynced change. */
export type Fate = 'kept' | 'lost' | 'torn'

export class SystemError extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

/**
 * A disk whose power can be cut: only what was synced is sure to be there afterwards; of the rest each change may be
 * kept, lost or torn, later ones without earlier ones. `honoursSync: false` is the control that must lose.
 */
export class MemoryDisk implements DiskFiles {
  /** Called before every operation; what it throws is what the operation throws. */
  before: (operation: string) => void | Promise<void> = () => undefined
  readonly operations: string[] = []
  private readonly names = new Map<string, Node>()
  private readonly syncedNames = new Map<string, Node>()
  private pendingNames: NameChange[] = []

  constructor(private readonly honoursSync = true) {}

  async read(path: string): Promise<Buffer | null> {
    await this.step(`read ${path}`)
    const node = this.names.get(path)
    return node ? Buffer.from(node.current) : null
  }

  async open(path: string): Promise<DiskHandle> {
    await this.step(`open ${path}`)
    const node = this.names.get(path)
    if (!node) throw new SystemError('ENOENT')
    return this.handle(path, node)
  }

  async create(path: string): Promise<DiskHandle> {
    await this.step(`create ${path}`)
    const existing = this.names.get(path)
    if (existing) {
      this.change(existing, { kind: 'truncate', length: 0 })
      return this.handle(path, existing)
    }
    const node: Node = { synced: Buffer.alloc(0), current: Buffer.alloc(0), pending: [] }
    this.changeName({ kind: 'link', path, node })
    return this.handle(path, node)
  }

  async rename(from: string, to: string): Promise<void> {
    await this.step(`rename ${from} ${to}`)
    if (!this.names.has(from)) throw new SystemError('ENOENT')
    this.changeName({ kind: 'rename', from, to })
  }

  async copy(from: string, to: string): Promise<void> {
    await this.step(`copy ${from} ${to}`)
    const bytes = await this.read(from)
    if (!bytes) throw new SystemError('ENOENT')
    const handle = await this.create(to)
    await handle.write(bytes, 0)
    await handle.sync()
    await this.syncFolder(dirname(to))
  }

  async remove(path: string): Promise<void> {
    await this.step(`remove ${path}`)
    this.changeName({ kind: 'remove', path })
  }

  async makeFolder(path: string): Promise<void> {
    await this.step(`makeFolder ${path}`)
  }

  async syncFolder(path: string): Promise<void> {
    await this.step(`syncFolder ${path}`)
    if (!this.honoursSync) return
    for (const change of this.pendingNames.splice(0)) applyName(this.syncedNames, change)
  }

  /** Puts bytes into a file as if they had always been there. */
  plant(path: string, bytes: Buffer): void {
    const node: Node = { synced: Buffer.from(bytes), current: Buffer.from(bytes), pending: [] }
    this.names.set(path, node)
    this.syncedNames.set(path, node)
  }

  bytesOf(path: string): Buffer {
    const node = this.names.get(path)
    if (!node) throw new SystemError('ENOENT')
    return Buffer.from(node.current)
  }

  paths(): readonly string[] {
    return [...this.names.keys()]
  }

  /** The disk as it is found when the power is back. `fate` is asked once for each unsynced change. */
  afterPowerCut(fate: () => Fate): MemoryDisk {
    const found = new MemoryDisk(true)
    const names = new Map(this.syncedNames)
    // A file system's own log keeps the order of names: some of the last ones are missing, never some in between.
    for (const change of this.pendingNames) {
      if (fate() !== 'kept') break
      applyName(names, change)
    }
    const remains = new Map<Node, Buffer>()
    for (const [path, node] of names) {
      const bytes = remains.get(node) ?? whatRemains(node, fate)
      remains.set(node, bytes)
      found.plant(path, bytes)
    }
    return found
  }

  /** The disk as it is found after a kill: the system writes out everything that the program had written. */
  afterKill(): MemoryDisk {
    const found = new MemoryDisk(true)
    for (const [path, node] of this.names) found.plant(path, node.current)
    return found
  }

  private handle(path: string, node: Node): DiskHandle {
    return {
      write: async (bytes, position) => {
        await this.step(`write ${path}`)
        this.change(node, { kind: 'write', bytes: Buffer.from(bytes), position })
      },
      truncate: async (length) => {
        await this.step(`truncate ${path}`)
        this.change(node, { kind: 'truncate', length })
      },
      sync: async () => {
        await this.step(`sync ${path}`)
        if (!this.honoursSync) return
        node.synced = Buffer.from(node.current)
        node.pending = []
      },
      close: async () => {
        await this.step(`close ${path}`)
      },
    }
  }

  private async step(operation: string): Promise<void> {
    // A real disk answers later, never in the same turn.
    await Promise.resolve()
    await this.before(operation)
    this.operations.push(operation)
  }

  private change(node: Node, change: Change): void {
    node.current = applyChange(node.current, change)
    node.pending.push(change)
  }

  private changeName(change: NameChange): void {
    applyName(this.names, change)
    this.pendingNames.push(change)
  }
}

function whatRemains(node: Node, fate: () => Fate): Buffer {
  let bytes = node.synced
  for (const change of node.pending) {
    const happened = fate()
    if (happened === 'lost') continue
    if (happened === 'torn' && change.kind === 'write') {
      const half = change.bytes.subarray(0, Math.floor(change.bytes.length / 2))
      bytes = applyChange(bytes, { ...change, bytes: half })
    } else {
      bytes = applyChange(bytes, change)
    }
  }
  return bytes
}

function applyChange(bytes: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') {
    return Buffer.concat([bytes.subarray(0, change.length)], change.length)
  }
  const length = Math.max(bytes.length, change.position + change.bytes.length)
  const changed = Buffer.concat([bytes], length)
  change.bytes.copy(changed, change.position)
  return changed
}

function applyName(names: Map<string, Node>, change: NameChange): void {
  switch (change.kind) {
    case 'link':
      names.set(change.path, change.node)
      return
    case 'rename': {
      const node = names.get(change.from)
      if (!node) return
      names.delete(change.from)
      names.set(change.to, node)
      return
    }
    case 'remove':
      names.delete(change.path)
  }
}
