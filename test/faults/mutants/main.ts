import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { mutants, type Mutant } from './mutants'
import { CopiedSources } from './copySources'
import { runCommand } from '../../../build/run/command'

/** A mutant may be noticed by never coming to an end; so long is far more than the rows take, on a busy machine too. */
const longestRun = 900_000
const seed = '7'

const reportSchema = z.object({ rows: z.array(z.object({ row: z.number(), ok: z.boolean() })) })

type Outcome =
  | { readonly kind: 'ended'; readonly red: readonly number[] }
  | { readonly kind: 'never-ended' }
  /** The rows had begun, and the process died of it, as of a memory that was full. */
  | { readonly kind: 'crashed' }
  /** It did not even run, which says nothing of the suite. */
  | { readonly kind: 'broken'; readonly problem: string }

/**
 * `npm run faults:mutations`: the product with one protection left out, and the rows that must turn red for it. First
 * the product as it is, for which the same rows must be held. Ends with 1 when a mutant is not noticed. Words choose the
 * mutants that are named by one of them.
 */
async function main(): Promise<number> {
  const words = process.argv.slice(2)
  const chosen = mutants.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
  const rows = [...new Set(chosen.flatMap((mutant) => mutant.rows))].sort((one, other) => one - other)
  const sources = await CopiedSources.make()
  try {
    const held = await timed(sources, { name: 'as it is', rows, replacements: [] })
    if (held.kind !== 'ended' || held.red.length > 0) return 1
    let noticed = 0
    for (const mutant of chosen) noticed += isNoticed(await timed(sources, mutant)) ? 1 : 0
    process.stdout.write(`${noticed} of ${chosen.length} mutations turned the suite red\n`)
    return noticed === chosen.length && noticed > 0 ? 0 : 1
  } finally {
    await sources.remove()
  }
}

async function timed(sources: CopiedSources, mutant: Mutant): Promise<Outcome> {
  const began = performance.now()
  const outcome = await sources.changed(mutant.replacements, () => outcomeOf(mutant, sources.folder))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const line = `${wordsOf(outcome).padEnd(16)}${seconds.padStart(7)} s  ${mutant.name} (rows ${mutant.rows.join(', ')})`
  process.stdout.write(`${line}\n`)
  return outcome
}

function isNoticed(outcome: Outcome): boolean {
  if (outcome.kind === 'ended') return outcome.red.length > 0
  return outcome.kind !== 'broken'
}

function wordsOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'ended':
      return outcome.red.length > 0 ? `red: ${outcome.red.join(', ')}` : 'all held'
    case 'never-ended':
      return 'never ended'
    case 'crashed':
      return 'crashed'
    case 'broken':
      return `DID NOT RUN: ${outcome.problem}`
  }
}

/** Runs the rows that the mutant is about. */
async function outcomeOf({ rows }: Mutant, folder: string): Promise<Outcome> {
  const report = join(folder, 'report.json')
  await rm(report, { force: true })
  const words = ['--quick', '--without-program', '--seed', seed, '--only', rows.join(','), '--json', report]
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/faults/main.ts', ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let hasBegun = false
  child.stdout.on('data', () => {
    hasBegun = true
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-500)
  })
  let isOver = false
  const timer = setTimeout(() => {
    isOver = true
    child.kill('SIGKILL')
  }, longestRun)
  await once(child, 'close')
  clearTimeout(timer)
  if (isOver) return { kind: 'never-ended' }
  const text = await readFile(report, 'utf8').catch(() => null)
  if (text === null) return hasBegun ? { kind: 'crashed' } : { kind: 'broken', problem: said }
  const found = reportSchema.parse(JSON.parse(text)).rows
  return { kind: 'ended', red: found.filter(({ ok }) => !ok).map(({ row }) => row) }
}

runCommand(main)
