import { plural } from '../counting.ts'

export const common = {
  manual: 'Manual',
  language: 'Language',
  theme: 'Theme',
  toLight: 'Light theme',
  toDark: 'Dark theme',
  account: 'Account',
  close: 'Close',
  retry: 'Try again',
  giveUp: 'Delete it here now',
  staysInLedger: 'Stays in the ledger for good, where it cannot be erased: no names of people.',
  loading: 'Loading',
  notFound: 'There is no such page.',
  seconds: (n: string) => `${n} s`,
  minutes: (n: number) => `${n} min`,
  hoursMinutes: (h: number, m: number) => (m === 0 ? `${h} h` : `${h} h ${m} min`),
  bytes: ['B', 'kB', 'MB', 'GB', 'TB', 'PB'],
  days: (n: number) => plural(n, 'day', 'days'),
  unknownError: 'Something went wrong in this page.',
  reload: 'Reload',
}
