import { basename, dirname } from 'node:path'
import type { DiskFiles, DiskHandle, ListedFile } from '../../../electron/main/files/diskFiles'
import { writeWhole } from '../../../electron/main/files/wholeWrite'

type Change =
  | { readonly kind: 'write'; readonly bytes: Buffer; readonly position: number }
  | { readonly kind: 'truncate'; readonly length: number }

interface Node {
  /** What is on the platter. */
  synced: Buffer
  /** What the program sees: what is on the platter and what the system still keeps in memory. */
  current: Buffer
  /** What was done since the last sync, in order. */
  pending: Change[]
}

type NameChange =
  | { readonly kind: 'link'; readonly path: string; readonly node: Node }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string }

/**
 * What a power cut makes of one unsynced change. `blank`: the file system had made the file longer and not yet
 * written into it.
 */
export type Fate = 'kept' | 'lost' | 'torn' | 'blank'

export class SystemError extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

/** A file takes whole blocks. */
const blockLength = 4096

/**
 * A disk whose power can be cut: only what was synced is sure to be there afterwards; of the rest each change may be
 * kept, lost or torn, later ones without earlier ones. A name is sure only once its own folder was synced. The disk
 * can be full, take few bytes at a time, fail to sync and read wrong. `honoursSync: false` is the control that must
 * lose.
 */
export class MemoryDisk implements DiskFiles {
  /**
   * Called before every operation; what it throws is what the operation throws. A `SystemError` before a sync is a
   * failed sync: what it was to write will never be written, by no later sync either, though it may still be read.
   */
  before: (operation: string) => void | Promise<void> = () => undefined
  /** Changes what is read, as a bad cable or memory does. */
  onRead: (path: string, bytes: Buffer) => Buffer = (_path, bytes) => bytes
  /** All that the files may take together, in bytes. */
  capacity = Infinity
  /** As many bytes as one call of the system takes. */
  longestWrite = Infinity
  /** Whether the system forgets at once what it failed to write. */
  forgetsAfterFailedSync = false
  readonly operations: string[] = []
  private readonly names = new Map<string, Node>()
  private readonly syncedNames = new Map<string, Node>()
  private readonly folders = new Set<string>()
  private readonly syncedFolders = new Set<string>()
  private pendingNames: NameChange[] = []

  constructor(private readonly honoursSync = true) {}

  async read(path: string): Promise<Buffer | null> {
    await this.step(`read ${path}`)
    const node = this.names.get(path)
    return node ? this.onRead(path, Buffer.from(node.current)) : null
  }

  async list(folder: string): Promise<readonly ListedFile[]> {
    await this.step(`list ${folder}`)
    return [...this.names]
      .filter(([path]) => dirname(path) === folder)
      .map(([path, { current }]) => ({ name: basename(path), length: current.length }))
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
    if (!this.folders.has(path)) this.changeName({ kind: 'folder', path })
  }

  async removeFolder(path: string): Promise<void> {
    const inside = this.paths().filter((name) => name.startsWith(`${path}/`))
    for (const name of inside) await this.remove(name)
    for (const folder of new Set(inside.map((name) => dirname(name)))) await this.syncFolder(folder)
  }

  async syncFolder(path: string): Promise<void> {
    await this.step(`syncFolder ${path}`)
    if (!this.honoursSync) return
    const here = this.pendingNames.filter((change) => folderOf(change) === path)
    this.pendingNames = this.pendingNames.filter((change) => folderOf(change) !== path)
    for (const change of here) applyName(this.syncedNames, this.syncedFolders, change)
  }

  async freeBytes(path: string): Promise<number | null> {
    await this.step(`freeBytes ${path}`)
    return this.capacity === Infinity ? null : Math.max(0, this.capacity - this.usedBytes())
  }

  /** What all files take together, in whole blocks. */
  usedBytes(): number {
    const nodes = new Set(this.names.values())
    return [...nodes].reduce((sum, { current }) => sum + inBlocks(current.length), 0)
  }

  /** Puts bytes into a file as if they had always been there. */
  plant(path: string, bytes: Buffer): void {
    const node: Node = { synced: Buffer.from(bytes), current: Buffer.from(bytes), pending: [] }
    this.names.set(path, node)
    this.syncedNames.set(path, node)
  }

  /** Takes a file away as if it had never been there. */
  uproot(path: string): void {
    this.names.delete(path)
    this.syncedNames.delete(path)
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
    const names = new Map(this.syncedNames)
    const folders = new Set(this.syncedFolders)
    // A file system's own log keeps the order of names: some of a folder's last ones are missing, none in between.
    const stopped = new Set<string>()
    for (const change of this.pendingNames) {
      if (fate() !== 'kept') stopped.add(folderOf(change))
      if (!stopped.has(folderOf(change))) applyName(names, folders, change)
    }
    const remains = new Map<Node, Buffer>()
    const found = this.empty()
    for (const folder of folders) found.settleFolder(folder)
    for (const [path, node] of names) {
      if (this.folders.has(dirname(path)) && !folders.has(dirname(path))) continue
      const bytes = remains.get(node) ?? whatRemains(node, fate)
      remains.set(node, bytes)
      found.plant(path, bytes)
    }
    return found
  }

  /** The disk as it is found after a kill: the system writes out everything that the program had written. */
  afterKill(): MemoryDisk {
    const found = this.empty()
    for (const folder of this.folders) found.settleFolder(folder)
    for (const [path, node] of this.names) found.plant(path, node.current)
    return found
  }

  private empty(): MemoryDisk {
    const found = new MemoryDisk(true)
    found.capacity = this.capacity
    return found
  }

  private settleFolder(path: string): void {
    this.folders.add(path)
    this.syncedFolders.add(path)
  }

  private handle(path: string, node: Node): DiskHandle {
    return {
      read: async (position, length) => {
        await this.step(`readAt ${path}`)
        return this.onRead(path, Buffer.from(node.current.subarray(position, position + length)))
      },
      write: async (bytes, position) => {
        await this.step(`write ${path}`)
        await writeWhole((some, at) => this.writeSome(node, some, at), bytes, position)
      },
      truncate: async (length) => {
        await this.step(`truncate ${path}`)
        this.change(node, { kind: 'truncate', length })
      },
      sync: () => this.sync(path, node),
      close: async () => {
        await this.step(`close ${path}`)
      },
    }
  }

  /** As much as one call takes and the disk has room for. */
  private async writeSome(node: Node, bytes: Uint8Array, position: number): Promise<number> {
    const others = this.usedBytes() - inBlocks(node.current.length)
    const room = Math.max(0, this.capacity - others) - position
    const taken = Math.min(bytes.length, this.longestWrite, Math.max(0, room))
    if (taken === 0) throw new SystemError('ENOSPC')
    this.change(node, { kind: 'write', bytes: Buffer.from(bytes.subarray(0, taken)), position })
    return taken
  }

  private async sync(path: string, node: Node): Promise<void> {
    try {
      await this.step(`sync ${path}`)
    } catch (error) {
      if (error instanceof SystemError) {
        node.pending = []
        if (this.forgetsAfterFailedSync) node.current = Buffer.from(node.synced)
      }
      throw error
    }
    if (!this.honoursSync) return
    node.synced = node.pending.reduce(applyChange, node.synced)
    node.pending = []
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
    applyName(this.names, this.folders, change)
    this.pendingNames.push(change)
  }
}

function inBlocks(length: number): number {
  return Math.ceil(length / blockLength) * blockLength
}

function whatRemains(node: Node, fate: () => Fate): Buffer {
  let bytes = node.synced
  for (const change of node.pending) {
    const happened = fate()
    if (happened === 'lost') continue
    bytes = applyChange(bytes, change.kind === 'write' ? written(change, happened, bytes) : change)
  }
  return bytes
}

function written(
  change: Extract<Change, { kind: 'write' }>,
  fate: Exclude<Fate, 'lost'>,
  before: Buffer,
): Extract<Change, { kind: 'write' }> {
  switch (fate) {
    case 'kept':
      return change
    case 'torn':
      return { ...change, bytes: change.bytes.subarray(0, Math.floor(change.bytes.length / 2)) }
    case 'blank': {
      // What has its place on the disk already is not taken away before it is written over.
      const standing = before.subarray(change.position, change.position + change.bytes.length)
      return { ...change, bytes: Buffer.concat([standing], change.bytes.length) }
    }
  }
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

/** The folder in which the name changes; all renames of ours stay in one. */
function folderOf(change: NameChange): string {
  return dirname(change.kind === 'rename' ? change.to : change.path)
}

function applyName(names: Map<string, Node>, folders: Set<string>, change: NameChange): void {
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
      return
    case 'folder':
      folders.add(change.path)
  }
}
