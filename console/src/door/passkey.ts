import { post, type Result } from '../api/client.ts'
import type { Assertion, PasskeyChallenge, Problem } from '../api/types.ts'

/// Why a browser cannot use passkeys where this page was opened.
export type NoPasskeys = 'ADDRESS' | 'PLAIN' | 'BROWSER'

/// Browsers make passkeys for a name, over HTTPS or for `localhost`: never for an address such as 192.0.2.7.
export function noPasskeys(at: Pick<Location, 'protocol' | 'hostname'>, able: boolean): NoPasskeys | undefined {
  if (/^[\d.]+$|:/.test(at.hostname)) return 'ADDRESS'
  if (at.protocol !== 'https:' && at.hostname !== 'localhost') return 'PLAIN'
  return able ? undefined : 'BROWSER'
}

/// The same of this page and browser.
export function noPasskeysHere(): NoPasskeys | undefined {
  return noPasskeys(location, 'PublicKeyCredential' in window)
}

/// What came of asking a passkey: its answer, or that the person or the browser said no, or the server's own refusal.
export type Asked<T> = { readonly kind: 'said'; readonly value: T } | { readonly kind: 'not-said' } | { readonly kind: 'refused'; readonly problem: Problem | undefined }

/// Asks any passkey of this site who is there; its owner proves themselves to their own device.
export async function askPasskey(): Promise<Asked<Assertion>> {
  const challenge = await post('/api/sign-in/passkey/begin')
  if (challenge.kind !== 'done') return refused(challenge)
  const credential = await said(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: bytes(challenge.value.challenge),
        rpId: challenge.value.site,
        userVerification: 'required',
        timeout: TIMEOUT_MS,
      },
    }),
  )
  if (!credential) return { kind: 'not-said' }
  const response = credential.response as AuthenticatorAssertionResponse
  return {
    kind: 'said',
    value: {
      token: challenge.value.token,
      credential: letters(credential.rawId),
      client_data: letters(response.clientDataJSON),
      authenticator_data: letters(response.authenticatorData),
      signature: letters(response.signature),
      user_handle: response.userHandle ? letters(response.userHandle) : '',
    },
  }
}

/// What a new passkey says, as the server takes it.
export interface NewPasskey {
  readonly token: string
  readonly client_data: string
  readonly attestation: string
}

/// Makes a passkey on whatever device the person chooses.
export async function makePasskey(offer: PasskeyChallenge, person: string, town: string): Promise<NewPasskey | undefined> {
  const credential = await said(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(offer.challenge),
        rp: { id: offer.site, name: `Vigie ${town}` },
        user: { id: bytes(offer.user), name: person, displayName: person },
        pubKeyCredParams: offer.algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
        excludeCredentials: offer.known.map((id) => ({ type: 'public-key' as const, id: bytes(id) })),
        authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
        attestation: 'none',
        timeout: TIMEOUT_MS,
      },
    }),
  )
  if (!credential) return undefined
  const response = credential.response as AuthenticatorAttestationResponse
  return { token: offer.token, client_data: letters(response.clientDataJSON), attestation: letters(response.attestationObject) }
}

const TIMEOUT_MS = 300_000

/// The browser throws where the person says no, where nothing answers, and where there is no such passkey: it does not say which.
async function said(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential | undefined> {
  try {
    return ((await ask()) as PublicKeyCredential | null) ?? undefined
  } catch {
    return undefined
  }
}

function refused(answer: Exclude<Result<unknown>, { kind: 'done' }>): Asked<never> {
  return { kind: 'refused', problem: answer.kind === 'refused' ? answer.problem : undefined }
}

/// Base 64 as addresses have it, without padding.
export function letters(buffer: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

export function bytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}
