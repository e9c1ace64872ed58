import 'fake-indexeddb/auto'
import { DexieCache } from '../../../renderer/engine/cache/dexieCache'
import { sealWith } from '../../../renderer/engine/seal/seal'

/** So that a few cases lie in chunks, in records and over lines, as thousands do with the usual ones. */
const measures = { length: 3, mostOverLines: 1 }

let made = 0

/** The real cache on a database of its own, empty and begun. The database's logic is real, its durability is not. */
export async function newDexieCache(): Promise<{ readonly cache: DexieCache; readonly name: string }> {
  const name = `faults-${(made += 1)}`
  const cache = await dexieCacheNamed(name)
  await cache.open(null)
  await cache.begin(`mark-${name}`)
  return { cache, name }
}

export async function dexieCacheNamed(name: string): Promise<DexieCache> {
  return new DexieCache(name, await sealWith(new Uint8Array(32).fill(7)), measures)
}

/** The prototype's own methods, to be called with their store. */
const original = {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called by Reflect.apply with its store
  put: IDBObjectStore.prototype.put,
  // eslint-disable-next-line @typescript-eslint/unbound-method -- as above
  delete: IDBObjectStore.prototype.delete,
}

/** Aborts the transaction at its write of that number, counted from now over all of the process; gives the end of it. */
export function abortAtWrite(number: number): { readonly end: () => number } {
  let count = 0
  const around = <Method extends 'put' | 'delete'>(name: Method): void => {
    const method = original[name]
    IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...given: unknown[]) {
      // The very arguments that it was called with; the two methods differ in them.
      const request = Reflect.apply(method, this, given) as IDBRequest<IDBValidKey> & IDBRequest<undefined>
      if (count === number) this.transaction.abort()
      count += 1
      return request
    }
  }
  around('put')
  around('delete')
  return {
    end() {
      IDBObjectStore.prototype.put = original.put
      IDBObjectStore.prototype.delete = original.delete
      return count
    },
  }
}
