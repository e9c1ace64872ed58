/** What IT staff set for this computer. */
export const managed = {
  managed: {
    serverFixed: 'Set by your IT staff for this computer.',
    unreadable:
      'The settings that your IT staff made for this computer cannot be read, so they do not hold yet. You can go on working; tell your IT staff.',
    'writable-by-others':
      'The settings that your IT staff made for this computer are not used, because anybody could change them. You can go on working; tell your IT staff.',
    partly:
      'Some settings that your IT staff made for this computer do not hold: {keys}. You can go on working; tell your IT staff.',
  },
}
