import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../../../build/run/deskProcess'
import type { Finding, SecurityCheck } from '../check'

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      inBundle: z.boolean().optional(),
    }),
  ),
})
type Lock = z.infer<typeof lockSchema>

/** What has a script that runs at install, and why it may stay as it is; `allowScripts` keeps all of them from running. */
export const installScripts: Readonly<Record<string, string>> = {
  'electron-winstaller': 'of electron-builder, for a kind of installer that is not made; not run',
  esbuild: 'checks its own binary; it comes as a package of its own for each system, and is not run',
  'vue-demi': 'chooses between Vue 2 and 3; what is installed is already for 3; not run',
}

/** 21: what the program is built of is known, the same everywhere, and without known serious vulnerabilities. */
export const dependencies: SecurityCheck = {
  id: 21,
  name: 'dependencies are locked, run nothing unlisted at install, and have no known serious vulnerability',
  look: async () => lookAt(lockOf(join(projectRoot, 'package-lock.json')), allowedScripts(), audit()),
  controls: [
    {
      name: 'a package without a sum and with a script of its own',
      look: async () => {
        const lock = lockOf(join(projectRoot, 'package-lock.json'))
        const strange = {
          version: '1.0.0',
          resolved: 'https://example.invalid/x.tgz',
          hasInstallScript: true,
        }
        const packages = { ...lock.packages, 'node_modules/strange': strange }
        return lookAt({ packages }, allowedScripts(), null)
      },
    },
    {
      name: 'a package with a known serious vulnerability',
      look: async () => {
        const told = JSON.stringify({ metadata: { vulnerabilities: { high: 1, critical: 0 } } })
        return lookAt(lockOf(join(projectRoot, 'package-lock.json')), allowedScripts(), seriousIn(told))
      },
    },
  ],
}

function lockOf(path: string): Lock {
  return lockSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

function allowedScripts(): Readonly<Record<string, boolean>> {
  const manifest = z.object({ allowScripts: z.record(z.string(), z.boolean()) })
  return manifest.parse(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))).allowScripts
}

function lookAt(lock: Lock, allowed: Readonly<Record<string, boolean>>, serious: number | null): Finding {
  const packages = Object.entries(lock.packages).filter(([path, { link }]) => path !== '' && !link)
  const unsummed = packages.filter(([, { integrity, inBundle }]) => !integrity && !inBundle)
  const scripts = packages.flatMap(([path, { hasInstallScript }]) => (hasInstallScript ? [nameOf(path)] : []))
  const unlisted = [...new Set(scripts)].filter(
    (name) => !Object.hasOwn(installScripts, name) || allowed[name] !== false,
  )
  const broken = [
    ...unsummed.map(([path]) => `${path} has no sum in the lock file`),
    ...unlisted.map((name) => `${name} runs a script at install and is not listed`),
    ...(serious === null || serious === 0 ? [] : [`${serious} serious vulnerabilities are known`]),
  ]
  const known =
    serious === null
      ? 'vulnerabilities not checked: the registry does not answer npm audit'
      : 'npm audit: none serious'
  return {
    runs: packages.length,
    broken,
    detail: `${packages.length} packages with sums, ${scripts.length} listed scripts, none run; ${known}`,
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
}

/** How many serious ones there are among what is shipped; null where the registry does not answer. */
function audit(): number | null {
  const { stdout } = spawnSync('npm', ['audit', '--json', '--omit=dev'], {
    cwd: projectRoot,
    encoding: 'utf8',
    timeout: 60_000,
  })
  return seriousIn(stdout)
}

function seriousIn(told: string): number | null {
  const schema = z.object({
    metadata: z.object({ vulnerabilities: z.object({ high: z.number(), critical: z.number() }) }),
  })
  try {
    const { high, critical } = schema.parse(JSON.parse(told)).metadata.vulnerabilities
    return high + critical
  } catch {
    return null
  }
}
