import { startNational } from '../../national/startNational'

/**
 * The sandbox in a process of its own, so that measuring takes nothing from its processor time but what the machine
 * shares. Arguments: how many cases, and the database's URL, without which it is PGlite in memory. The first line of
 * output is the base URL; it ends when its input does.
 */
const [cases, databaseUrl] = process.argv.slice(2)

const national = await startNational({
  port: 0,
  seed: 'bench',
  cases: Number(cases),
  databaseUrl,
  // What limits requests is not what is measured.
  deviceRequestsPerMinute: 1e9,
})
process.stdout.write(`${national.url}\n`)
process.stdin.resume()
process.stdin.once('end', () => {
  void national.close().then(() => process.exit(0))
})
