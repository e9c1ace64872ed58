/** DOMAIN.md, *Archive reasons*. */
export const archiveReasonCodes = [
  'unclear',
  'out_of_scope',
  'duplicate',
  'not_completed',
  'in_court',
  'not_public_service',
  'test_or_spam',
] as const
