/**
 * Chromium keeps a long value in a file of its own beside the tables. Where that is gone, the database opens as if
 * nothing were missing, and only reading the value fails (seen in the real program, with CURRENT deleted). `name` is
 * that of a sealed note.
 */
export function loseLongValue(name: string): { readonly end: () => void } {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called by Reflect.apply with its store
  const get = IDBObjectStore.prototype.get
  const deleteDatabase = indexedDB.deleteDatabase.bind(indexedDB)
  const end = (): void => {
    IDBObjectStore.prototype.get = get
    indexedDB.deleteDatabase = deleteDatabase
  }
  IDBObjectStore.prototype.get = function (this: IDBObjectStore, ...given: unknown[]) {
    if (this.name === 'sealed' && given[0] === name) {
      throw new DOMException('Failed to read large IndexedDB value', 'NotFoundError')
    }
    // The very arguments that it was called with.
    return Reflect.apply(get, this, given) as IDBRequest<unknown>
  }
  // A database that is made anew has none of that.
  indexedDB.deleteDatabase = (database) => {
    end()
    return deleteDatabase(database)
  }
  return { end }
}
