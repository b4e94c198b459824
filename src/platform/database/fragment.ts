/** A part of statements with its values, written once: `` sql`select … where ${fragment`credits > ${least}`}` ``. */
export class Fragment {
  readonly strings: readonly string[]
  readonly values: readonly unknown[]

  constructor(strings: readonly string[], values: readonly unknown[]) {
    const flat = flatten(strings, values)
    this.strings = flat.strings
    this.values = flat.values
  }
}

export function fragment(strings: TemplateStringsArray, ...values: unknown[]): Fragment {
  return new Fragment(strings, values)
}

/** The texts between the values when every fragment among these has become a part of them, and those values. */
export function flatten(strings: readonly string[], values: readonly unknown[]) {
  const texts = [strings[0]!]
  const flat: unknown[] = []
  for (const [index, value] of values.entries()) {
    const after = strings[index + 1]!
    if (value instanceof Fragment) {
      const [begin, ...rest] = value.strings
      texts.push(texts.pop()! + begin!, ...rest)
      texts.push(texts.pop()! + after)
      flat.push(...value.values)
    } else {
      texts.push(after)
      flat.push(value)
    }
  }
  return { strings: texts, values: flat }
}
