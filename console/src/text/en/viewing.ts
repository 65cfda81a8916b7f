import type { ViewingAnswer, ViewingKind } from '../../api/types.ts'
import { plural } from '../counting.ts'

const viewingKinds: Record<ViewingKind, (times: number) => string> = {
  MANY_CAMERAS: (n) => `Footage of ${plural(n, 'camera', 'cameras')} within an hour`,
  AT_NIGHT: (n) => `Footage asked for in the hours of the night, ${plural(n, 'time', 'times')}`,
  SAME_PLACE: (n) => `The same stretch of one camera ${plural(n, 'time', 'times')} within a day`,
  ACROSS_CAMERAS: (n) => `Stretches of ${plural(n, 'camera', 'cameras')} that follow one another`,
  SHORT_REASON: (n) => `${plural(n, 'reason', 'reasons')} of hardly a letter`,
  SAME_REASON: (n) => `The same reason ${plural(n, 'time', 'times')} in a month`,
  REFUSALS: (n) => `${plural(n, 'request', 'requests')} refused within an hour`,
}

const viewingAnswers: Record<ViewingAnswer, string> = {
  ASKED: 'Asked the person',
  EXPLAINED: 'Explained',
  TAKEN_FURTHER: 'Taken further',
}

export const viewing = {
  title: 'Viewing',
  lead: 'What stands out in how footage is looked at, found in the ledger by fixed limits. It judges nobody: most of it has a good reason, and only asking tells. The person does not see it, nor do administrators; nobody sees what is about themselves.',
  none: 'Nothing stands out.',
  waiting: 'To look into',
  answered: 'Answered',
  waitingCount: (n: number) => plural(n, 'finding to look into', 'findings to look into'),
  kinds: viewingKinds,
  entry: (index: number) => `entry ${index}`,
  who: 'Person',
  when: 'When',
  cameras: 'Cameras',
  requests: (n: number) => `${plural(n, 'request', 'requests')}, as they stand in the ledger`,
  more: (n: number) => `and ${plural(n, 'more', 'more')}, by their numbers in the ledger`,
  footage: (span: string) => `footage of ${span}`,
  reason: (words: string) => `“${words}”`,
  answer: 'Answer',
  answerTitle: 'What did you find?',
  answerVerb: 'Write it down',
  answerLabel: 'Answer',
  answers: viewingAnswers,
  consequence: {
    ASKED: 'You have asked, and wait for what they say. You can answer again.',
    EXPLAINED: 'It has an explanation, and is over.',
    TAKEN_FURTHER: 'You take it further outside Vigie. You can answer again.',
  } satisfies Record<ViewingAnswer, string>,
  note: 'In a sentence, for the ledger (no names)',
}
