/**
 * Every place at which the engine can be stopped between one lasting effect and the next: one before each await that
 * matters, named by what comes next. Tests stop or kill at each of them (RELIABILITY.md 1, 3, 6, 18).
 */
export const engineSteps = [
  // What the officer does.
  'act-save',
  'act-remember-seen',
  'act-behind',
  'undo',
  'discard',
  // Sending.
  'push-mark-sent',
  'push-request',
  'push-save-results',
  'push-take-cases',
  'settle-save-results',
  'settle',
  // Receiving.
  'pull-begin-anew',
  'pull-request',
  'pull-apply',
  'pull-tell',
  'told-wait-keep',
  // After the national system was restored.
  'reconcile-list',
  'reconcile-request',
  'reconcile-send-again',
  'reconcile-save-results',
  'reconcile-keep-progress',
  'reconcile-done',
  // Files.
  'upload-create',
  'upload-keep-place',
  'upload-ask-offset',
  'upload-read',
  'upload-request',
  'upload-refuse',
  // The cache.
  'cache-open',
  'cache-keep-mark',
  'cache-begin',
] as const

export type EngineStep = (typeof engineSteps)[number]

/** Called at each step; what it throws or waits for, the step throws or waits for. */
export type OnStep = (step: EngineStep) => void | Promise<void>

export const noSteps: OnStep = () => undefined
