import { networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import { fetchPage, publicWeb, type Reach } from './fetch-page.ts'
import type { PageRefusal } from './page-address.ts'
import { isPublicAddress } from './public-address.ts'

/** What names lead to; to look one up that is not here ends the test. */
const names: Record<string, string[]> = {
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'metadata.google.internal': ['169.254.169.254'],
  'rebind.example': ['10.1.2.3'],
  'half.example': ['93.184.216.34', '192.168.1.1'],
  'sixth.example': ['2606:2800:220:1::1', 'fd00::1'],
  'mapped.example': ['::ffff:10.0.0.1'],
  'nowhere.example': [],
  postgres: ['172.18.0.2'],
  'xn--e1aybc.example': ['127.0.0.53'],
}
const reach: Reach = { ...publicWeb, resolve: async (name) => names[name]! }
const { signal } = new AbortController()

const hostile: Partial<Record<PageRefusal, string[]>> = {
  not_public: [
    // This machine.
    'http://127.0.0.1/',
    'http://127.0.0.1:80/',
    'https://127.255.255.254/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0x0.0x0.0x1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://0.0.0.0/',
    'http://0/',
    'http://0.1.2.3/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::]/',
    'http://localhost/',
    'http://LOCALHOST/',
    'http://localhost./',
    // Networks of its own.
    'http://10.0.0.1/',
    'http://10.255.255.255/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.0.1/',
    'http://192.168.1.254/cgi-bin/luci',
    'http://3232235777/',
    'http://0xc0a80101/',
    'http://100.64.0.1/',
    'http://100.100.100.200/latest/meta-data/',
    'http://100.127.255.255/',
    'http://169.254.169.254/latest/meta-data/iam/security-credentials/',
    'http://169.254.170.2/v2/credentials',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://168.63.129.16/machine?comp=goalstate',
    'http://192.0.0.192/opc/v1/instance/',
    'http://metadata.google.internal/computeMetadata/v1/',
    'http://postgres/',
    'http://[fc00::1]/',
    'http://[fdff:ffff::1]/',
    'http://[fe80::1]/',
    'http://[febf::1]/',
    'http://[fec0::1]/',
    // An IPv4 address within an IPv6 address.
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:93.184.216.34]/',
    'http://[::127.0.0.1]/',
    'http://[::7f00:1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b::a00:1]/',
    'http://[64:ff9b:1::a00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2002:c0a8:101::1]/',
    'http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
    // To many, to none, or not given out.
    'http://224.0.0.1/',
    'http://239.255.255.250/',
    'http://255.255.255.255/',
    'http://240.0.0.1/',
    'http://192.0.2.1/',
    'http://198.51.100.7/',
    'http://203.0.113.9/',
    'http://198.18.0.1/',
    'http://198.19.255.255/',
    'http://192.88.99.1/',
    'http://[ff02::1]/',
    'http://[ff0e::fb]/',
    'http://[2001:db8::1]/',
    'http://[3fff::1]/',
    'http://[5f00::1]/',
    'http://[100::1]/',
    'http://[4000::1]/',
    // Names that lead there.
    'http://rebind.example/',
    'http://half.example/',
    'http://sixth.example/',
    'http://mapped.example/',
    'http://тест.example/',
  ],
  not_web: [
    'file:///etc/passwd',
    'ftp://example.com/',
    'gopher://127.0.0.1:6379/_INFO',
    'dict://127.0.0.1:11211/',
    'data:text/html,<p>x',
    'javascript:alert(1)',
    'ws://example.com/',
    'unix:///var/run/docker.sock',
    'http://',
    'http:///',
    '//example.com/',
    'example.com',
    'http://[::1%25eth0]/',
    'http://256.256.256.256/',
    `http://example.com/${'a'.repeat(2_000)}`,
  ],
  credentials: ['http://user:password@example.com/', 'http://example.com@127.0.0.1/', 'https://:x@example.com/'],
  port: [
    'http://example.com:22/',
    'http://example.com:5432/',
    'http://example.com:6379/',
    'http://example.com:8080/',
    'https://example.com:9200/',
    'http://93.184.216.34:25/',
  ],
  not_found: ['http://nowhere.example/'],
}
const table = Object.entries(hostile).flatMap(([reason, addresses]) =>
  addresses.map((address) => [address.slice(0, 80), address, reason] as const),
)

describe('an address that is not of the public web', () => {
  test.each(table)('%s is not asked for', async (_shown, address, reason) => {
    await expect(fetchPage(address, reach, signal)).rejects.toMatchObject({ name: 'UnreadablePage', reason })
  })

  test('may be any of the addresses that this machine has', () => {
    const own = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
    expect(own.length).toBeGreaterThan(0)
    for (const { address } of own) expect(isPublicAddress(address), address).toBe(false)
  })
})

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.167.1.1',
  '223.255.255.254',
  '2606:4700:4700::1111',
  '2a00:1450:4001:81b::200e',
])('%s is of the public web', (address) => expect(isPublicAddress(address)).toBe(true))
