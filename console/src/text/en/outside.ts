import { plural } from '../counting.ts'

export const outside = {
  title: 'Said from outside: Vigie has not seen it',
  says: (source: string) => `${source} says`,
  see: 'See that moment, masked',
  done: 'Dealt with',
  sources: 'Sources outside that may say something',
  source: 'Source',
  way: 'Heard by',
  ways: { WEBHOOK: 'signed webhook', MQTT: 'MQTT', INPUT: 'contact at a camera' },
  shown: 'Cards',
  refusedHead: 'Not understood',
  droppedHead: 'Too many',
  last: 'Last heard',
  never: 'not since the start',
  now: 'Now',
  heard: 'is heard',
  calls: 'calls by itself',
  dropped: (n: number) => `${plural(n, 'further signal', 'further signals')} of this source not shown: too many at once`,
}
