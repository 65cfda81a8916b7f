import { expect, test } from 'vitest'
import { bytes, letters, noPasskeys } from './passkey.ts'

test('passkeys want a name, and HTTPS but for localhost', () => {
  const at = (address: string) => noPasskeys(new URL(address), true)
  expect(at('https://vigie.saint-exemple.example/')).toBeUndefined()
  expect(at('http://localhost:8420/')).toBeUndefined()
  expect(at('http://127.0.0.1:8420/')).toBe('ADDRESS')
  expect(at('https://192.0.2.7/')).toBe('ADDRESS')
  expect(at('https://[2001:db8::7]/')).toBe('ADDRESS')
  expect(at('http://vigie.saint-exemple.example/')).toBe('PLAIN')
  expect(noPasskeys(new URL('https://vigie.saint-exemple.example/'), false)).toBe('BROWSER')
})

test('bytes go to the server and back as letters without padding', () => {
  const all = Uint8Array.from({ length: 256 }, (_, i) => i)
  expect([...bytes(letters(all.buffer))]).toEqual([...all])
  expect(letters(Uint8Array.from([251, 255]).buffer)).toBe('-_8')
})
