import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const roomy = 1024 ** 3

/** A disk of one's own in memory that can be full; only root on Linux can make one. */
export async function makeSmallDisk() {
  const directory = mkdtempSync(join(tmpdir(), 'pomogator-disk-'))
  const resize = (bytes: number) => run('mount', ['-o', `remount,size=${bytes}`, directory])
  await run('mount', ['-t', 'tmpfs', '-o', `size=${roomy}`, 'pomogator', directory])
  chmodSync(directory, 0o755)
  return {
    directory,
    /** Leaves no room for a single page more. */
    async fill() {
      const { blocks, bfree, bsize } = statfsSync(directory)
      await resize((blocks - bfree) * bsize)
    },
    clear: () => resize(roomy),
    async remove() {
      await run('umount', ['--lazy', directory])
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
