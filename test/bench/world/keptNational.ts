import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../../build/run/deskProcess'
import { NationalProcess } from '../../e2e/nationalProcess'

/** Where cases are kept when nobody says otherwise. */
export const usualFolder = join(projectRoot, 'node_modules/.cache/bench')

/**
 * The sandbox with so many cases, on a copy of what is kept in `folder`, so that what a run changes is not there in the
 * next one. Making 100,000 takes the sandbox minutes; that is done once.
 */
export class KeptNational {
  private constructor(
    readonly process: NationalProcess,
    private readonly copy: string,
  ) {}

  static async start(folder: string, cases: number): Promise<KeptNational> {
    const kept = join(folder, `cases-${cases}`)
    if (!existsSync(kept)) await make(kept, cases)
    const copy = mkdtempSync(join(tmpdir(), 'meja-aduan-bench-'))
    cpSync(kept, copy, { recursive: true })
    const process = new NationalProcess({ cases, data: copy })
    await process.start()
    return new KeptNational(process, copy)
  }

  get url(): string {
    return this.process.url
  }

  async stop(): Promise<void> {
    await this.process.stop()
    rmSync(this.copy, { recursive: true, force: true })
  }
}

/** In a folder of another name until it is whole: one that was broken off is made anew. */
async function make(kept: string, cases: number): Promise<void> {
  const unfinished = `${kept}-unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true })
  const national = new NationalProcess({ cases, data: unfinished })
  await national.start()
  await national.stop()
  renameSync(unfinished, kept)
}
