import { LRUCache } from 'lru-cache'
import type { Tool } from '#platform/models/tool.ts'
import type { Log } from '#platform/runtime/log.ts'
import { ToolServer, type ToolServerEntry } from './tool-server.ts'

/** Servers of the present catalogue, and of those by which open questions were quoted. */
const mostServers = 64

/** All servers of tools that this process has asked. */
export class ToolServers {
  private readonly log: Log
  private readonly servers = new LRUCache<string, ToolServer>({
    max: mostServers,
    dispose: (server) => void server.close(),
  })

  constructor(log: Log) {
    this.log = log
  }

  /** The tools of these servers, as far as they are there. @param titleOf what people read while a server is asked */
  async tools<Entry extends ToolServerEntry>(
    entries: readonly Entry[],
    titleOf: (entry: Entry) => string,
  ): Promise<Tool[]> {
    const lists = await Promise.all(entries.map((entry) => this.serverOf(entry).tools(titleOf(entry))))
    return lists.flat()
  }

  close(): void {
    this.servers.clear()
  }

  /** An entry that was changed in the catalogue is another server. */
  private serverOf({ id, url, headers, allowedTools, timeoutMs, maxBytes, costMicros }: ToolServerEntry): ToolServer {
    const entry = { id, url, headers, allowedTools, timeoutMs, maxBytes, costMicros }
    const key = JSON.stringify(entry)
    const known = this.servers.get(key)
    if (known) return known
    const server = new ToolServer(entry, this.log)
    this.servers.set(key, server)
    return server
  }
}
