// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { brought, recall, remember } from './provider.ts'

describe('what is kept while the browser is at the directory', () => {
  beforeEach(() => sessionStorage.clear())

  it('leads back to the page that asked for a proof, once', () => {
    remember('PROVE', '/me')
    expect(recall()).toBe('/me')
    expect(recall()).toBe('/wall')
  })

  it('leads whoever signs in to the wall, and nobody to another site', () => {
    remember('SIGN_IN', '/me')
    expect(recall()).toBe('/wall')
    remember('PROVE', '//elsewhere.example')
    expect(recall()).toBe('/wall')
    sessionStorage.setItem('vigie.provider', '{')
    expect(recall()).toBe('/wall')
  })

  it('takes from the address what the server asks for, and nothing else', () => {
    expect(brought('?code=a%20b&state=c&session_state=d')).toEqual({ code: 'a b', state: 'c' })
    expect(brought('?error=access_denied')).toEqual({ error: 'access_denied' })
  })
})
