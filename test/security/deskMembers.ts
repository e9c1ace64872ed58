/**
 * All that a page can ask of the program (SECURITY.md 3). Kept by hand: whoever adds a member adds it here too, and so
 * looks at what a compromised page could do with it.
 */
export const deskMembers: readonly string[] = [
  'state',
  'signIn',
  'unlock',
  'lock',
  'choosePin',
  'chooseIdleMinutes',
  'signOut',
  'removeFromComputer',
  'openEnginePort',
  'chooseLanguage',
  'chooseTheme',
  'chooseDensity',
  'chooseLetterKeys',
  'chooseAfterSending',
  'showCommands',
  'saveDiagnostics',
  'keepPanes',
  'firstScreen',
  'keepFirstScreen',
  'place',
  'keepPlace',
  'tellStanding',
  'saveAttachment',
  'openMap',
  'onStateChanged',
  'onCommandChosen',
  'onReportAsked',
]
