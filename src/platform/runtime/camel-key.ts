/** `telegram_id` is `telegramId`: the one rule by which names of the wire and of columns become names of our code. */
export function camelKey(key: string): string {
  let camel = known.get(key)
  if (camel === undefined) {
    camel = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    if (known.size < mostKnown) known.set(key, camel)
  }
  return camel
}

const known = new Map<string, string>()
const mostKnown = 2_000
