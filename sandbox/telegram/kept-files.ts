import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KeptFile, State } from './state.ts'

/** When more is kept, the oldest files go. */
const mostKept = 1_000_000_000

/** The bytes of files that were sent: in a folder beside the state file, or in memory where there is none. */
export class KeptFiles {
  readonly #state: State
  readonly #folder: string | undefined
  readonly #inMemory = new Map<string, Buffer>()

  constructor(state: State, folder: string | undefined) {
    this.#state = state
    this.#folder = folder
    // The folder may have been emptied.
    for (const id of Object.keys(state.files))
      if (folder === undefined || !existsSync(join(folder, id))) delete state.files[id]
  }

  put(id: string, { name, type }: Pick<KeptFile, 'name' | 'type'>, bytes: Buffer): void {
    if (this.#folder === undefined) this.#inMemory.set(id, bytes)
    else {
      mkdirSync(this.#folder, { recursive: true })
      writeFileSync(join(this.#folder, id), bytes)
    }
    this.#state.files[id] = { name, type, size: bytes.length }
    this.#makeRoom()
  }

  about(id: string): KeptFile | undefined {
    return Object.hasOwn(this.#state.files, id) ? this.#state.files[id] : undefined
  }

  read(id: string): Buffer | undefined {
    if (!this.about(id)) return undefined
    return this.#folder === undefined ? this.#inMemory.get(id) : readFileSync(join(this.#folder, id))
  }

  clear(): void {
    this.#state.files = {}
    this.#inMemory.clear()
    if (this.#folder !== undefined) rmSync(this.#folder, { recursive: true, force: true })
  }

  #makeRoom(): void {
    const { files } = this.#state
    let total = Object.values(files).reduce((sum, { size }) => sum + size, 0)
    for (const [id, { size }] of Object.entries(files)) {
      if (total <= mostKept) return
      total -= size
      delete files[id]
      this.#inMemory.delete(id)
      if (this.#folder !== undefined) rmSync(join(this.#folder, id), { force: true })
    }
  }
}
