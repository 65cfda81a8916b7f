import { plural } from '../counting.ts'

export const witnesses = {
  title: 'Witnesses',
  none: 'Nobody on another machine looks after this ledger yet. With a witness, not even this machine’s administrator rewrites its past unnoticed: vigie witness --help.',
  signed: (size: string, when: string) => `Cosigned the first ${size} entries of its year, ${when}.`,
  never: 'Has not cosigned yet.',
  all: 'None is newer.',
  waiting: (entries: string) => `${entries} newer since.`,
  silent: (entries: string, since: string) => `${entries} newer wait, since ${since}.`,
  refused: (n: number) => `${plural(n, 'delivery', 'deliveries')} refused since the start.`,
}
