import { fstatSync, writeSync } from 'node:fs'

/** Bytes that may wait for a reader of our output who is slow; beyond that, lines are dropped. */
const mostWaiting = 4 * 1024 * 1024

/**
 * The standard output or the error output of this process. What cannot be written (a full disk, a reader who is gone, a
 * closed terminal) is dropped: no program ends or waits because its output cannot be read.
 */
class Output {
  /** Absent: a file or a terminal, which is written to directly and so is usable again once its disk has room. */
  private readonly stream: NodeJS.WriteStream | undefined
  private readonly fd: 1 | 2
  private lineIsBroken = false

  constructor(fd: 1 | 2, stream: NodeJS.WriteStream) {
    this.fd = fd
    stream.on('error', () => undefined)
    this.stream = isPipe(fd) ? stream : undefined
  }

  write(text: string): void {
    if (this.stream) {
      if (this.stream.writable && this.stream.writableLength < mostWaiting) this.stream.write(text)
      return
    }
    const bytes = Buffer.from(this.lineIsBroken ? `\n${text}` : text)
    let written = 0
    try {
      while (written < bytes.length) written += writeSync(this.fd, bytes, written)
      this.lineIsBroken = false
    } catch {
      // A line that is half there must not be joined to the next one.
      if (written > 0) this.lineIsBroken = true
    }
  }
}

function isPipe(fd: number): boolean {
  try {
    const kind = fstatSync(fd)
    return kind.isFIFO() || kind.isSocket()
  } catch {
    return false // closed: every write will fail, and is dropped
  }
}

let standard: Output | undefined
let errors: Output | undefined

/** What a person who started the program reads, and the log. */
export const output = { write: (text: string) => (standard ??= new Output(1, process.stdout)).write(text) }
/** One sentence for the person who started the program. */
export const complaints = { write: (text: string) => (errors ??= new Output(2, process.stderr)).write(text) }
