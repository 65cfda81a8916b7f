/// What a page remembers while its browser is at the town's directory: where to go on, and nothing of who goes there.

const KEY = 'vigie.provider'

export type Purpose = 'SIGN_IN' | 'PROVE'

export function remember(purpose: Purpose, path: string): void {
  sessionStorage.setItem(KEY, JSON.stringify({ purpose, path }))
}

/// Where to go on: back to the page that asked for a proof; else to the wall.
export function recall(): string {
  const kept = sessionStorage.getItem(KEY)
  sessionStorage.removeItem(KEY)
  try {
    const { purpose, path } = JSON.parse(kept ?? '{}') as { purpose?: Purpose; path?: string }
    return purpose === 'PROVE' && path?.startsWith('/') && !path.startsWith('//') ? path : '/wall'
  } catch {
    return '/wall'
  }
}

/// What the directory sent the browser back with.
export function brought(search: string): { code?: string; state?: string; iss?: string; error?: string; error_description?: string } {
  const given = new URLSearchParams(search)
  const names = ['code', 'state', 'iss', 'error', 'error_description'] as const
  return Object.fromEntries(names.flatMap((name) => (given.has(name) ? [[name, given.get(name) ?? '']] : [])))
}
