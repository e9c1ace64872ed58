import type { Replacement } from './copySources'

/** The sandbox with one rule left out, and the paragraphs under which the suite must notice it. */
export interface Mutant {
  readonly name: string
  /** `5.6`, `actions/forward`: what `--only` is given, and one of these must fail. */
  readonly paragraphs: readonly string[]
  readonly replacements: readonly Replacement[]
}

function mutant(
  name: string,
  paragraph: string | readonly string[],
  ...replacements: readonly (readonly [file: string, find: string, replace: string])[]
): Mutant {
  return {
    name,
    paragraphs: typeof paragraph === 'string' ? [paragraph] : paragraph,
    replacements: replacements.map(([file, find, replace]) => ({ file, find, replace })),
  }
}

const push = 'test/national/actions/pushActions.ts'
const judge = 'test/national/actions/judge.ts'
const changes = 'test/national/cases/changes.ts'
const permission = 'shared/domain/permission.ts'
const calendar = 'shared/domain/calendar.ts'
const deadlines = 'shared/domain/deadlines.ts'

const pushing: readonly Mutant[] = [
  mutant(
    'the actionId is forgotten',
    '5.2',
    [
      push,
      'const known = await recordedResult(transaction, actionId)\n    if (known) return',
      'const known = null as never\n    if (known) return',
    ],
    [
      'test/national/actions/actionResults.ts',
      'values ($1, $2, $3, $4, $5, $6, $7)`',
      'values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`',
    ],
    [
      judge,
      'values ($1, $2, $3, $4, $5, $6, $7)`',
      'values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`',
    ],
  ),
  mutant('a rejected action is not recorded', '5.4', [
    push,
    "verdict.outcome !== 'retry'",
    "verdict.outcome === 'applied'",
  ]),
  mutant('what stands behind a refused action is tried', '5.6', [
    push,
    'blocked.add(head.caseId)',
    'blocked.clear()',
  ]),
  mutant('case_left shows the case', '5.6', [
    push,
    "(verdict.outcome !== 'applied' && verdict.outcome !== 'conflict')) return null\n  return visibleCase(transaction, caseId, await scopeFor(context, officer, transaction))",
    "verdict.outcome === 'retry') return null\n  return visibleCase(transaction, caseId, { agencyId: officer.agencyId, unitIds: null })",
  ]),
  mutant('the epoch of a push is not compared', '5.5', [push, '!== received.epoch', "=== 'none'"]),
  mutant('conflicts are not looked for', '5.6', [
    judge,
    'if (obstacle)',
    "if (obstacle && obstacle.type === 'rated')",
  ]),
  mutant(
    'the role comes before the conflict',
    '5.6',
    [
      judge,
      'const obstacle = conflictWith(',
      "const may = permissionFor(action, subject, officer)\n  if (!may.allowed && may.code === 'forbidden') return { outcome: 'rejected', code: 'forbidden' }\n  const obstacle = conflictWith(",
    ],
    [
      judge,
      "import { randomUUID } from 'node:crypto'",
      "import { randomUUID } from 'node:crypto'\nimport { permissionFor } from '../../../shared/domain/permission'",
    ],
  ),
  mutant('baseVersion is ignored', 'actions/respond', [
    'test/national/cases/caseStore.ts',
    'and version > $2',
    'and version > 0 * $2::int',
  ]),
  mutant('the version does not rise', '4.3', [
    'test/national/cases/caseStore.ts',
    '(before?.version ?? 0) + 1',
    '(before?.version ?? 1)',
  ]),
]

const pulling: readonly Mutant[] = [
  mutant('a case that left is not removed', '4.2', [
    changes,
    'changes: cases.map((row) => changeOf(row))',
    'changes: cases.filter((row) => row.document !== null).map((row) => changeOf(row))',
  ]),
  mutant('snapshotDone is not said', '4.1', [
    changes,
    "page.snapshotDone ? ',\"snapshotDone\":true' : ''",
    "''",
  ]),
  mutant(
    "another unit's case is 403",
    '4.7',
    [
      'test/national/cases/routes.ts',
      "notFound('no such case in your scope')",
      "new ProblemError(403, 'forbidden')",
    ],
    [
      'test/national/cases/routes.ts',
      "import { notFound } from '../problem'",
      "import { ProblemError } from '../problem'",
    ],
  ),
  mutant('a restore goes on in the same epoch', '8.3', [
    'test/national/sandbox/restoreRoutes.ts',
    'epoch: await beginEpoch(transaction)',
    "epoch: 'the same'",
  ]),
]

const sessions: readonly Mutant[] = [
  mutant('a refresh token that is used again does not revoke the session', '2.2', [
    'test/national/sessions/sessions.ts',
    "await transaction.run('update sessions set revoked_at = $2 where id = $1', [session.id, now])\n",
    '',
  ]),
  mutant('a name may be tried without end', '2.1', [
    'test/national/sessions/signInAttempts.ts',
    'const failureLimit = 10',
    'const failureLimit = 1000',
  ]),
  mutant('who holds the reference data gets them again', '3.1', [
    'test/national/reference/entityTag.ts',
    'if (!ifNoneMatch) return false',
    'if (ifNoneMatch !== null) return false',
  ]),
  mutant('nothing is compressed', '1.1', [
    'test/national/compression.ts',
    'return weight > 0',
    'return weight > 1',
  ]),
]

const files: readonly Mutant[] = [
  mutant("an upload's sum is not compared", '7', [
    'test/national/uploads/uploadStore.ts',
    '(await sumOf(transaction, upload)) !== upload.sha256',
    "(await sumOf(transaction, upload)) === ''",
  ]),
  mutant('ranges are ignored', '6.3', [
    'test/national/attachments/ranges.ts',
    'if (!found) return null',
    'if (!found || size >= 0) return null',
  ]),
]

const people: readonly Mutant[] = [
  mutant('the name of an anonymous reporter is kept', '6.1', [
    'test/national/public/receivedReport.ts',
    'reporter: request.anonymous\n',
    'reporter: request.anonymous && request.confidential\n',
  ]),
  mutant('a confidential report is shown to the public', '8.1', [
    'shared/protocol/publicView.ts',
    'if (subject.confidential) return',
    "if (subject.confidential && subject.title === '') return",
  ]),
  mutant('markup of a report reaches the tracking page', '8.1', [
    'test/national/public/html.ts',
    'return escaped(String(value))',
    'return String(value)',
  ]),
  mutant("the text of forward is the public's", 'actions/forward', [
    'shared/domain/event.ts',
    "|| event.type === 'forward'",
    '',
  ]),
  mutant("an officer acts on another's case", 'roles/officer', [
    permission,
    "if (subject.assigneeId !== null && subject.assigneeId !== actor.id) return 'held_by_another'",
    '',
  ]),
  mutant('an auditor acts', 'roles/auditor', [
    permission,
    "if (actor.role === 'auditor') return 'auditor'",
    "if (actor.role === 'auditor') return null",
  ]),
]

const rules: readonly Mutant[] = [
  mutant('notes conflict', 'actions/note', [
    'shared/domain/rules/note.ts',
    'standsAgainst: () => false',
    "standsAgainst: (event) => event.type !== 'received'",
  ]),
  mutant('an answer may be longer', 'actions/respond', [
    'shared/domain/action.ts',
    'respond: { text: { shortest: 1, longest: 5000 } }',
    'respond: { text: { shortest: 1, longest: 5001 } }',
  ]),
  mutant('texts are measured before NFC', '1.1', [
    'shared/domain/action.ts',
    "typed.normalize('NFC').trim()",
    'typed.trim()',
  ]),
  mutant('forward keeps an assignee who does not see the case', 'actions/forward', [
    'shared/domain/rules/forward.ts',
    'assigneeId: assigneeAfter(subject, unitId, circumstances)',
    'assigneeId: subject.assigneeId',
  ]),
  mutant('the day on which a clock starts is counted', 'deadlines/calendar', [
    calendar,
    'let date = localDate(start, counting.timeZone)',
    'let date = addDays(localDate(start, counting.timeZone), -1)',
  ]),
  mutant('holidays are counted', 'deadlines/calendar', [calendar, '&& !counting.holidays.has(date)', '']),
  mutant('waiting for the reporter pauses nothing', 'deadlines/resolution', [
    deadlines,
    'deadline.metAt || deadline.pausedAt ? deadline : { ...deadline, pausedAt: at }',
    'deadline',
  ]),
  mutant('oversight counts for everything', 'deadlines/resolution', [
    deadlines,
    "subject.classification === 'complaint' && subject.oversight",
    'subject.oversight',
  ]),
  mutant('what was answered is never closed by itself', 'deadlines/auto_close', [
    'test/national/sweep.ts',
    'await closeAnswered(context)',
    'void closeAnswered',
  ]),
]

export const mutants: readonly Mutant[] = [...pushing, ...pulling, ...sessions, ...files, ...people, ...rules]
