import { networkInterfaces } from 'node:os'
import ipaddr from 'ipaddr.js'

/** Addresses of clouds among the public ones, behind which are the secrets of a server. */
const ofClouds = new Set(['168.63.129.16'])
/** What is given out to be reached from everywhere. All else of IPv6 is special, or not given out. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an IP address is one of the public Internet: none of this machine or its networks, and none that only looks like
 * another one, such as an IPv4 address within an IPv6 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(globalUnicast)) return false
  const plain = parsed.toString()
  return !ofClouds.has(plain) && !isOwn(plain)
}

/** A server may have a public address, and behind it what it shows to itself only. */
function isOwn(address: string): boolean {
  return Object.values(networkInterfaces()).some((all) =>
    all?.some((one) => ipaddr.isValid(one.address) && ipaddr.parse(one.address).toString() === address),
  )
}
