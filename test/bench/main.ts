import { writeFile } from 'node:fs/promises'
import { messageOf, runCommand } from '../../build/run/command'
import { allWorks, cheapWorks } from './allWorks'
import { runGrowth } from './growth'
import { describeMachine, machineLine } from './machine'
import { readOptions, usage, type BenchOptions } from './options'
import { belowTheirFloor, documentText } from './report/document'
import { markdownTable, textTable } from './report/table'
import { runSoak } from './soak'
import { runTable, type TableRun } from './tableRun'
import { BenchWorld } from './world/benchWorld'
import { usualFolder } from './world/keptNational'

/** `npm run bench`: ends with 1 when a floor does not hold, with 2 when something could not be measured. */
async function main(): Promise<number> {
  let options: BenchOptions
  try {
    options = readOptions(process.argv.slice(2))
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n\n${usage}\n`)
    return 2
  }
  const machine = await describeMachine()
  const { rows, broken } = await measured(options)
  const described = machine()
  process.stdout.write(`${textTable(rows)}\n${machineLine(described)}\n`)
  for (const sentence of broken) process.stdout.write(`NOT MEASURED: ${sentence}\n`)
  if (options.json !== undefined) await writeFile(options.json, documentText({ machine: described, rows }))
  if (options.markdown !== undefined) {
    await writeFile(options.markdown, `${machineLine(described)}\n\n${markdownTable(rows)}\n`)
  }
  const failed = belowTheirFloor(rows)
  for (const { id, name, ratio, ours, floor, floorBy } of failed) {
    const reached = floorBy === 'ratio' ? ratio : ours
    process.stdout.write(`BELOW ITS FLOOR: ${id} ${name}: ${reached} instead of at most ${floor}\n`)
  }
  if (broken.length > 0) return 2
  return failed.length > 0 ? 1 : 0
}

async function measured(options: BenchOptions): Promise<TableRun> {
  const { work, cases: size, quick, only, data, allPeers } = options
  const world = new BenchWorld(data ?? process.env['MEJA_ADUAN_MANY_DATA'] ?? usualFolder)
  // Ended from outside, it takes along what it started.
  process.once('SIGTERM', () => void world.close().finally(() => process.exit(2)))
  try {
    switch (work) {
      case 'table':
        return await runTable(world, allWorks, { size, quick, allPeers, only })
      case 'floors':
        return await runTable(world, cheapWorks, { size, quick, allPeers, only })
      case 'growth':
        return await runGrowth(world, { largest: size, quick, only })
      case 'soak':
        return await runSoak(world, { size, quick })
    }
  } finally {
    await world.close()
  }
}

runCommand(main)
