import type { Desk } from '../../e2e/desk'
import { checkOf } from '../check'
import { openGateway } from '../world/unprotected'
import { runInPage } from '../world/securedDesk'

const served = [
  '/',
  '/index.html',
  '/missing.js',
  '/api/v1/status',
  '/api/v1/nothing',
  '/attachments/none',
] as const

/** 5: scripts come from the program's own files alone. */
export const policy = checkOf(
  5,
  'nothing runs but the program’s own scripts',
  async (world, variant) => {
    const { desk, foreign } = await world.desk(variant)
    const headers = await wrongPolicies(desk)
    const ran = await scriptsThatRan(desk, foreign.url)
    const runs = served.length + scripts(foreign.url).length
    const detail = `${served.length} addresses with the policy, ${runs - served.length} ways to run a script refused`
    return { runs, broken: [...headers, ...ran], detail }
  },
  [openGateway],
)

async function wrongPolicies(desk: Desk): Promise<readonly string[]> {
  const policies = await runInPage<readonly (readonly [string, string])[]>(
    desk,
    `return Promise.all(${JSON.stringify(served)}.map(async (path) => {
       const response = await fetch(path)
       return [path, response.headers.get('content-security-policy') ?? '']
     }))`,
  )
  return policies.flatMap(([path, text]) => {
    const directives = new Map(text.split(';').map((part) => splitDirective(part.trim())))
    const scriptSource = directives.get('script-src') ?? directives.get('default-src') ?? ''
    const isStrict =
      directives.get('default-src') === "'none'" &&
      !/unsafe|data:|blob:|https?:|\*/.test(scriptSource) &&
      !/unsafe-eval/.test(text)
    return isStrict ? [] : [`${path} is served with “${text}”`]
  })
}

function splitDirective(part: string): readonly [string, string] {
  const space = part.indexOf(' ')
  return space < 0 ? [part, ''] : [part.slice(0, space), part.slice(space + 1)]
}

/** Each sets a mark of its own when it runs. */
function scripts(foreign: string): readonly string[] {
  return [
    `const script = document.createElement('script'); script.textContent = MARK; document.body.append(script)`,
    `document.body.insertAdjacentHTML('beforeend', '<img src="app://desk/none" onerror="' + MARK + '">')`,
    `const button = document.createElement('button'); button.setAttribute('onclick', MARK); button.click()`,
    `eval(MARK)`,
    `new Function(MARK)()`,
    `setTimeout(MARK, 0)`,
    `const script = document.createElement('script'); script.src = 'data:text/javascript,' + encodeURIComponent(MARK); document.body.append(script)`,
    `const script = document.createElement('script'); script.src = URL.createObjectURL(new Blob([MARK], { type: 'text/javascript' })); document.body.append(script)`,
    `const worker = new Worker(URL.createObjectURL(new Blob(["fetch('${foreign}/worker')"], { type: 'text/javascript' })))`,
    `const frame = document.createElement('iframe'); frame.srcdoc = '<script>parent.' + MARK + '</' + 'script>'; document.body.append(frame)`,
    `location.href = 'javascript:' + MARK`,
    `const link = document.createElement('a'); link.href = 'javascript:' + MARK; document.body.append(link); link.click()`,
    `await import('data:text/javascript,' + encodeURIComponent(MARK))`,
  ]
}

async function scriptsThatRan(desk: Desk, foreign: string): Promise<readonly string[]> {
  const ran: string[] = []
  for (const [index, script] of scripts(foreign).entries()) {
    const mark = `window.ran_${index} = true`
    const has = await runInPage<boolean>(
      desk,
      `const MARK = ${JSON.stringify(mark)}
       try { ${script} } catch { /* refused at once */ }
       await new Promise((later) => setTimeout(later, 150))
       return window.ran_${index} === true`,
    )
    if (has) ran.push(`ran: ${script.slice(0, 70)}`)
  }
  return ran
}
