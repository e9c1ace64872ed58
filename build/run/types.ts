import { spawnSync } from 'node:child_process'
import { projectRoot } from './deskProcess'

/**
 * `npm run types`: checks every part against what it may use: `shared/` without Node or the DOM, the page with the
 * DOM, everything else with Node. The page's generated declarations come with the build.
 */
const checks = [
  ['tsc', '-p', 'shared'],
  ['tsc', '-p', '.'],
  ['vue-tsc', '-p', 'renderer'],
  ['vue-tsc', '-p', 'test/renderer'],
] as const

let failed = false
for (const [checker, ...options] of checks) {
  const { status } = spawnSync('npx', ['--no-install', checker, ...options], {
    cwd: projectRoot,
    stdio: 'inherit',
  })
  if (status !== 0) failed = true
}
process.exitCode = failed ? 1 : 0
