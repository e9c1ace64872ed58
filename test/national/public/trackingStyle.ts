/** Phone first; colours meet 4.5:1 on both grounds (WCAG 2.2 AA). */
export const trackingStyle = `
:root { color-scheme: light dark; --ground: #f6f7f9; --paper: #fff; --ink: #1b2430; --quiet: #55606e;
  --line: #dfe3e8; --accent: #1d4ed8; --answer: #eef4ff; --done: #166534 }
@media (prefers-color-scheme: dark) { :root { --ground: #12161c; --paper: #1a2029; --ink: #e8ecf1;
  --quiet: #a3adb9; --line: #2d3642; --accent: #8fb4ff; --answer: #1c2940; --done: #86efac } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.6 Inter, 'Noto Sans', system-ui, sans-serif; overflow-wrap: anywhere }
header, main, footer { max-width: 42rem; margin: 0 auto; padding: 0 1.25rem }
header { padding-top: 1.5rem; color: var(--quiet); font-size: .875rem }
header strong { color: var(--ink) }
h1 { font-size: 1.375rem; line-height: 1.35; margin: 1.25rem 0 .25rem }
h2 { font-size: 1rem; margin: 2rem 0 .75rem }
h3 { font-size: .9375rem; margin: 0 }
.number { color: var(--quiet); margin: 0; font-variant-numeric: tabular-nums }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem 1.25rem }
.status { margin-top: 1.25rem; border-left: 4px solid var(--accent) }
.status.finished { border-left-color: var(--done) }
.status p { margin: 0 }
.status .name { font-weight: 600; font-size: 1.125rem }
.quiet { color: var(--quiet); font-size: .875rem }
.text { white-space: pre-line; margin: 0 }
ol { list-style: none; margin: 0; padding: 0 0 0 1.25rem; border-left: 2px solid var(--line) }
li { position: relative; padding: 0 0 1.5rem }
li:last-child { padding-bottom: 0 }
li::before { content: ''; position: absolute; left: calc(-1.25rem - 6px); top: .45rem; width: 10px; height: 10px;
  border-radius: 50%; background: var(--paper); border: 2px solid var(--quiet) }
li.agency::before { background: var(--accent); border-color: var(--accent) }
time { white-space: nowrap }
li time { display: block }
li .quiet { margin: 0 }
li .text { margin-top: .5rem; padding: .75rem 1rem; border-radius: .5rem; background: var(--paper);
  border: 1px solid var(--line) }
li.agency .text { background: var(--answer); border-color: transparent }
footer { padding-top: 2rem; padding-bottom: 2.5rem; color: var(--quiet); font-size: .8125rem }
`
