/**
 * Where the server may connect when somebody else chose the host: to public addresses only. Names are judged by what they resolve to, in
 * the same look-up that the connection then uses, so that a name cannot answer twice. What the operator named is not asked about here.
 */
import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net'

/** IANA's special-purpose registries, as far as packets for them could reach this machine or its neighbours. */
const NOT_PUBLIC_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]
const NOT_PUBLIC_6: readonly (readonly [string, number])[] = [
  ['::', 96], // unspecified, loopback, and IPv4 in its oldest disguise
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
]
/** Networks without IPv4 reach all of it through this prefix (NAT64), so only what it stands for counts. */
const NAT64 = '64:ff9b::'

const notPublic = new BlockList()
for (const [net, bits] of NOT_PUBLIC_4) {
  notPublic.addSubnet(net, bits, 'ipv4') // IPv4 written as IPv6 (::ffff:0:0/96) is covered by the same rule
  notPublic.addSubnet(`${NAT64}${net}`, 96 + bits, 'ipv6')
}
for (const [net, bits] of NOT_PUBLIC_6) notPublic.addSubnet(net, bits, 'ipv6')

export class PrivateAddress extends Error {
  override readonly name = 'PrivateAddress'
  readonly code = 'private_address'
}

/** @param address an IP address; anything else is not public */
export function isPublicAddress(address: string): boolean {
  const [bare = ''] = address.split('%') // a zone is of this machine
  if (bare !== address || isIP(bare) === 0) return false
  return !notPublic.check(bare, isIPv4(bare) ? 'ipv4' : 'ipv6')
}

type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

/**
 * For `net.connect`: all addresses of a name, or a PrivateAddress when one of them is not public. An address in place of a name never
 * comes here: isPrivateLiteral is for those.
 */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const isWrong = found.length === 0 || found.some(({ address }) => !isPublicAddress(address))
      if (isWrong) return callback(new PrivateAddress(`${hostname} is not a public address`), [])
      if (options.all === true) return callback(null, found)
      callback(null, found[0]?.address ?? '', found[0]?.family)
    })
  }
}

/** @param hostname as `new URL` gives it: every spelling of an IPv4 address has become four numbers, and IPv6 stands in brackets */
export function isPrivateLiteral(hostname: string): boolean {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) !== 0 && !isPublicAddress(bare)
}
