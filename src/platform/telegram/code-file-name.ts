/** Languages whose short name is their extension. */
const ownNames =
  'asm bat bsl c cfg clj conf cpp cs css csv dart diff dockerfile ex erl fs go gradle graphql groovy h hcl hpp hs html ' +
  'http ini java jl js json jsonc jsx kt less lua m makefile md mjs ml nim php pl proto ps1 py r rb rs sass scala scss ' +
  'sh sol sql svelte svg swift tex tf toml ts tsv tsx txt vb vue xml yaml yml zig'
const extensions = new Set(ownNames.split(' '))

/** Languages with a longer name. */
const longNames: Record<string, string> = {
  '1c': 'bsl',
  assembly: 'asm',
  bash: 'sh',
  batch: 'bat',
  'c#': 'cs',
  'c++': 'cpp',
  clojure: 'clj',
  cmd: 'bat',
  console: 'sh',
  csharp: 'cs',
  elixir: 'ex',
  erlang: 'erl',
  'f#': 'fs',
  fsharp: 'fs',
  golang: 'go',
  haskell: 'hs',
  htm: 'html',
  javascript: 'js',
  julia: 'jl',
  kotlin: 'kt',
  latex: 'tex',
  make: 'makefile',
  markdown: 'md',
  math: 'tex',
  matlab: 'm',
  nginx: 'conf',
  objectivec: 'm',
  'objective-c': 'm',
  ocaml: 'ml',
  patch: 'diff',
  perl: 'pl',
  powershell: 'ps1',
  protobuf: 'proto',
  python: 'py',
  python3: 'py',
  ruby: 'rb',
  rust: 'rs',
  shell: 'sh',
  solidity: 'sol',
  terraform: 'tf',
  typescript: 'ts',
  zsh: 'sh',
}

/**
 * The name under which a program is saved: the one in its first line if that is a comment with nothing else, as models
 * write it, or `code-1.py` after its number and language.
 */
export function codeFileName(code: string, language: string, number: number): string {
  return nameIn(code) ?? `code-${number}.${extensionOf(language)}`
}

const comment = /^(?:#|\/\/|--|;|%|\/\*+|<!--|\(\*)(?<text>.*?)(?:\*+\/|-->|\*\))?$/
const named = /^(?:(?:file ?name|file|файл|имя файла)\s*:\s*)?[`"']?(?<path>[^\s`"']+)[`"']?(?:\s+[-–—(].*)?$/iu

function nameIn(code: string): string | undefined {
  const [line = ''] = code.slice(0, 300).split('\n')
  const { path = '' } = named.exec(comment.exec(line.trim())?.groups?.['text']?.trim() ?? '')?.groups ?? {}
  return safeName(path)
}

/** Devices of Windows, which takes no file of that name. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)\./i
const longestName = 64

/** The last part of a path, if nothing in it could surprise a file system or a person: no hidden file, no program to run. */
function safeName(path: string): string | undefined {
  const name = path.normalize('NFC').split(/[/\\]/).at(-1)!
  const extension = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*\.(?<extension>[a-z0-9]+)$/iu.exec(name)?.groups?.['extension']
  if (extension === undefined || !extensions.has(extension.toLowerCase())) return undefined
  return device.test(name) || name.length > longestName ? undefined : name
}

function extensionOf(language: string): string {
  const [name = ''] = /^[^\s,:{]+/.exec(language.toLowerCase()) ?? []
  if (extensions.has(name)) return name
  return Object.hasOwn(longNames, name) ? longNames[name]! : 'txt'
}
