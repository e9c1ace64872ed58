import type { Script } from './faults'

export type Bytes = AsyncIterable<Buffer>

/** Thrown where the connection breaks: whoever moves the bytes destroys the socket. */
export class ConnectionCut extends Error {}

/** Chunks as they are written, to be read at another pace; what comes after the end is dropped. */
export class ChunkQueue implements AsyncIterable<Buffer> {
  private readonly chunks: Buffer[] = []
  private state: 'open' | 'ended' | 'broken' = 'open'
  private wake: () => void = () => undefined
  length = 0

  push(chunk: Buffer): void {
    if (this.state !== 'open') return
    this.chunks.push(chunk)
    this.length += chunk.length
    this.wake()
  }

  end(): void {
    if (this.state === 'open') this.state = 'ended'
    this.wake()
  }

  /** Nobody will write any more, and what was written is not all. */
  break(): void {
    if (this.state === 'open') this.state = 'broken'
    this.wake()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    for (;;) {
      const chunk = this.chunks.shift()
      if (chunk) {
        this.length -= chunk.length
        yield chunk
      } else if (this.state === 'ended') {
        return
      } else if (this.state === 'broken') {
        throw new ConnectionCut()
      } else {
        await new Promise<void>((resolve) => {
          this.wake = resolve
        })
      }
    }
  }
}

export async function* bytesOf(content: string | Buffer): AsyncGenerator<Buffer> {
  const buffer = Buffer.from(content)
  if (buffer.length > 0) yield await Promise.resolve(buffer)
}

export async function wholeOf(bytes: Bytes): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Milliseconds, or less when the faults are cleared meanwhile. */
export async function pause(milliseconds: number, script: Script): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const passed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([passed, script.over])
  clearTimeout(timer)
}

interface Acting {
  readonly script: Script
  /** Called once, when the fault does what it is for. */
  readonly acted: () => void
}

/** Lets so many bytes through and breaks then; what is shorter passes whole. */
export async function* cutAt(source: Bytes, byte: number, { script, acted }: Acting): AsyncGenerator<Buffer> {
  let left = byte
  if (left === 0 && !script.isOver) {
    acted()
    throw new ConnectionCut()
  }
  for await (const chunk of source) {
    if (script.isOver) {
      yield chunk
      continue
    }
    if (chunk.length < left) {
      left -= chunk.length
      yield chunk
      continue
    }
    yield chunk.subarray(0, left)
    acted()
    throw new ConnectionCut()
  }
}

/** So many slices a second: fine enough to be felt, coarse enough to cost nothing. */
const slicesPerSecond = 20

/** No more than so many bytes a second; all at once when the faults are cleared. */
export async function* slowed(
  source: Bytes,
  bytesPerSecond: number,
  { script, acted }: Acting,
): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(bytesPerSecond / slicesPerSecond))
  let first = true
  for await (const chunk of source) {
    if (first) acted()
    first = false
    for (let from = 0; from < chunk.length; from += size) {
      const slice = chunk.subarray(from, from + size)
      await pause((slice.length * 1000) / bytesPerSecond, script)
      yield slice
    }
  }
}

/** Every bit of these bytes is flipped: of JSON's characters none stays one, and gzip's sum is wrong. */
export async function* garbledFrom(
  source: Bytes,
  range: { readonly byte: number; readonly length?: number | undefined },
  { script, acted }: Acting,
): AsyncGenerator<Buffer> {
  const until = range.length === undefined ? Infinity : range.byte + range.length
  let position = 0
  let done = false
  for await (const chunk of source) {
    const from = Math.max(0, range.byte - position)
    const to = Math.min(chunk.length, until - position)
    position += chunk.length
    if (script.isOver || from >= to) {
      yield chunk
      continue
    }
    if (!done) acted()
    done = true
    yield Buffer.concat([
      chunk.subarray(0, from),
      chunk.subarray(from, to).map((value) => value ^ 0xff),
      chunk.subarray(to),
    ])
  }
}
