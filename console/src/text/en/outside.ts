import { plural } from '../counting.ts'

export const outside = {
  title: 'Said from outside: Vigie has not seen it',
  says: (source: string) => `${source} says`,
  see: 'See that moment, masked',
  done: 'Dealt with',
  dropped: (n: number) => `${plural(n, 'further signal', 'further signals')} of this source not shown: too many at once`,
}
