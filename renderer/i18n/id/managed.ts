/** What IT staff set for this computer. */
export const managed = {
  managed: {
    serverFixed: 'Ditetapkan bagian TI untuk komputer ini.',
    unreadable:
      'Pengaturan komputer ini dari bagian TI tidak dapat dibaca, jadi belum berlaku. Anda tetap dapat bekerja; beri tahu bagian TI.',
    'writable-by-others':
      'Pengaturan komputer ini dari bagian TI tidak dipakai karena dapat diubah oleh siapa saja. Anda tetap dapat bekerja; beri tahu bagian TI.',
    partly:
      'Sebagian pengaturan komputer ini dari bagian TI tidak berlaku: {keys}. Anda tetap dapat bekerja; beri tahu bagian TI.',
  },
} as const
