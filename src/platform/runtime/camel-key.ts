import { LRUCache } from 'lru-cache'

const known = new LRUCache<string, string>({ max: 2_000 })

/** `telegram_id` is `telegramId`: the one rule by which names of the wire and of columns become names of our code. */
export function camelKey(key: string): string {
  let camel = known.get(key)
  if (camel === undefined) {
    camel = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    known.set(key, camel)
  }
  return camel
}
