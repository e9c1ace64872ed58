import type { Messages } from '../words'

export const lock: Pick<Messages, 'lock' | 'removal'> = {
  lock: {
    command: 'Lock the desk',
    pin: 'PIN',
    intro: 'The reports of {name} are closed. Enter the PIN to go on.',
    forgotten: 'I forgot the PIN',
    forgottenTitle: 'Replace a forgotten PIN',
    forgottenIntro:
      'Sign in with your SP4N-LAPOR! account and choose a new PIN. Work that is not sent yet stays; the reports are fetched anew from the national system.',
    notForgotten: 'Back to the PIN',
    otherOfficer: 'Switch officer',
    allSent: 'All work has been sent.',
    sending:
      '{n} action is not sent yet; sending goes on while the desk is locked. | {n} actions are not sent yet; sending goes on while the desk is locked.',
    sentWhenReached:
      '{n} action is not sent yet; it goes when the national system can be reached. | {n} actions are not sent yet; they go when the national system can be reached.',
    sentAfterUnlock:
      '{n} action is not sent yet; it is sent once the desk is open and reports have been fetched from the national system. | {n} actions are not sent yet; they are sent once the desk is open and reports have been fetched from the national system.',
    sentAfterSignIn:
      '{n} action is not sent yet; it goes once the desk is open and you have signed in again. | {n} actions are not sent yet; they go once the desk is open and you have signed in again.',
    needsYou: '{n} action waits for your decision. | {n} actions wait for your decision.',
    missing: { pin: 'Enter the PIN first.', passphrase: 'Enter the passphrase first.' },
    notice: 'This desk cannot be locked yet. Choose a PIN, so that the reports close when you leave.',
    later: 'Later',
    chooseTitle: 'Choose a PIN',
    changeTitle: 'Change the PIN',
    chooseIntro:
      'The PIN opens the locked desk on this computer. Should you forget it, sign in again with your SP4N-LAPOR! account while connected.',
    neededIntro:
      'Your institution wants desks to lock by themselves when they are left. Choose a PIN to open yours again.',
    presentPin: 'Present PIN',
    newPin: 'New PIN',
    newPinHint: 'At least {shortest} digits, or a password. None that counts up or repeats itself.',
    pinAgain: 'New PIN once more',
    different: 'The two PINs differ. Enter both again.',
    renew: 'Change the key of the reports too',
    renewWhy:
      'Choose this if somebody else may know the old PIN. The desk locks, then all reports are fetched anew; this needs a connection.',
    choose: 'Choose this PIN',
    change: 'Change',
    idleMinutes: 'Locks by itself after (minutes)',
    never: 'Never',
    longest: 'Your institution allows {n} minutes at most.',
    openedByPin: 'The PIN opens the locked desk.',
    openedByPassphrase: 'The passphrase of this computer opens the locked desk.',
    noPin: 'The desk can be locked once you have chosen a PIN.',
  },
  removal: {
    command: 'Remove from this computer',
    title: 'Remove all that is yours from this computer?',
    body: 'Reports, drafts, attachments and their keys are removed from this computer and cannot be brought back. What was sent stays in the national system.',
    allSent: 'All actions have been sent.',
    unsent:
      '{n} action is not sent yet and will be lost if you remove now. | {n} actions are not sent yet and will be lost if you remove now.',
    sendFirst: 'Send first',
    confirm: 'Remove',
    confirmUnsent: 'Remove without sending',
    failed:
      'Not all of it is removed yet. Try again; if the program is closed, the rest goes when it is opened.',
    told: {
      wish: 'All that was yours has been removed from this computer.',
      revoked:
        'The national system has revoked this computer, so all your data here has been removed. Contact the admin of your institution.',
    },
  },
}
