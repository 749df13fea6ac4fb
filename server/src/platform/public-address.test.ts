import { describe, expect, test } from 'vitest'
import { isPrivateLiteral, isPublicAddress, publicLookup } from './public-address.ts'

/** Every way people have found to write an address that is none of theirs. */
function spellings(): string[] {
  const victims = ['127.0.0.1', '10.1.2.3', '169.254.169.254', '192.168.0.1', '172.31.255.255', '100.100.100.200', '0.0.0.0']
  const number = (address: string) => address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const parts = (address: string, base: number, mark: string) =>
    address
      .split('.')
      .map((part) => mark + Number(part).toString(base))
      .join('.')
  const hex = (address: string) => number(address).toString(16).padStart(8, '0')
  const four = victims.flatMap((ip) => [
    ip,
    `${ip}.`,
    String(number(ip)),
    `0x${hex(ip)}`,
    `0X${hex(ip).toUpperCase()}`,
    `0${number(ip).toString(8)}`,
    parts(ip, 16, '0x'),
    parts(ip, 8, '0'),
    parts(ip, 8, '000'),
    ip.replaceAll('.', '%2e'),
    ip.replaceAll('.', '。'),
    ip.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ip.replaceAll(/\d/g, (digit) => (digit === '0' ? '⓪' : String.fromCodePoint(0x2460 + Number(digit) - 1))),
    `${ip.split('.')[0]}.${number(ip) % 2 ** 24}`,
    `user:word@${ip}`,
    `example.com@${ip}`,
  ])
  const six = victims.flatMap((ip) => [
    `[::ffff:${ip}]`,
    `[0:0:0:0:0:ffff:${hex(ip).slice(0, 4)}:${hex(ip).slice(4)}]`,
    `[::${ip}]`,
    `[64:ff9b::${ip}]`,
    `[64:ff9b:1::${ip}]`,
    `[2002:${hex(ip).slice(0, 4)}:${hex(ip).slice(4)}::1]`,
  ])
  return [
    ...four,
    ...six,
    '127.1',
    '127.0.1',
    '0',
    '0x7f.1',
    '[::1]',
    '[::]',
    '[0000:0:0:0:0:0:0:0001]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[2001::1]',
    '[2001:db8::1]',
  ]
}

describe('an address in place of a name', () => {
  test('that is private is known in every spelling', () => {
    const all = spellings()
    expect(all.length).toBeGreaterThan(150)
    const reachable = all.filter((host) => {
      const url = `http://${host}/`
      return URL.canParse(url) && !isPrivateLiteral(new URL(url).hostname)
    })
    expect(reachable).toEqual([])
  })

  test.each(['graph.facebook.com', 'localhost', '8.8.8.8', '[2a03:2880:f101::1]', '[64:ff9b::8.8.8.8]'])('%s is none', (host) => {
    expect(isPrivateLiteral(new URL(`http://${host}/`).hostname)).toBe(false)
  })
})

test('only public addresses are public, and a zone or a name is no address', () => {
  expect(['8.8.8.8', '172.32.0.1', '2a03:2880::1', '::ffff:8.8.8.8'].map(isPublicAddress)).toEqual([true, true, true, true])
  expect(['fe80::1%eth0', '2a03:2880::1%1', 'localhost', '', '192.168.1.1'].map(isPublicAddress)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
})

describe('a name', () => {
  const PUBLIC = { address: '8.8.8.8', family: 4 }
  const PRIVATE = { address: '127.0.0.1', family: 4 }
  const ask = (answers: (typeof PUBLIC)[], options: { all?: boolean } = { all: true }) => {
    let asked = 0
    const look = publicLookup((_name, _options, callback) => {
      asked++
      callback(null, answers)
    })
    return new Promise((resolve) => {
      look('example.com', options, (error, found) => resolve({ error: error && 'code' in error ? error.code : null, found, asked }))
    })
  }

  test('with one private address among its own is refused whole', async () => {
    for (const answers of [[PRIVATE], [PUBLIC, PRIVATE], [PUBLIC, { address: '::1', family: 6 }], []]) {
      expect(await ask(answers)).toEqual({ error: 'private_address', found: [], asked: 1 })
    }
  })

  test('that answers differently each time is judged by the answer that is used', async () => {
    let turn = 0
    const look = publicLookup((_name, _options, callback) => callback(null, [turn++ % 2 === 0 ? PUBLIC : PRIVATE]))
    for (let rebind = 0; rebind < 200; rebind++) {
      const found = await new Promise((resolve) =>
        look('rebind.example', { all: true }, (error, answer) => resolve(error ? 'refused' : answer)),
      )
      expect(found).toEqual(rebind % 2 === 0 ? [PUBLIC] : 'refused')
    }
  })

  test('is given as whoever asks wants it, one address or all', async () => {
    expect(await ask([PUBLIC])).toEqual({ error: null, found: [PUBLIC], asked: 1 })
    expect(await ask([PUBLIC], {})).toEqual({ error: null, found: '8.8.8.8', asked: 1 })
  })
})
