import type { DebriefOutcome } from '../../api/types.ts'

const outcomes: Record<DebriefOutcome, string> = {
  RIGHT: 'Right',
  WRONG: 'Wrong',
  OPENED: 'Opened, not judged',
  UNOPENED: 'Never opened',
  NO_ALERT: 'No alert',
  UNDER_WAY: 'Under way',
}

const scenarios: Record<string, string> = { 'quiet-night': 'Quiet night', 'market-day': 'Market day', busy: 'Busy' }

export const training = {
  title: 'Debrief',
  bar: 'Exercise: no camera of this town is real',
  signIn: 'This is an exercise. Your trainer has the link that signs you in.',
  lead: 'What was really there, and what was made of it. The trainee does not see this page.',
  scenario: (name: string) => scenarios[name] ?? name,
  seed: (seed: number) => `seed ${seed}`,
  since: (moment: string) => `since ${moment}`,
  sums: { right: 'right', wrong: 'wrong', open: 'not judged', withoutAlert: 'without alert', took: 'from alert to verdict, median' },
  events: 'What was played',
  noEvents: 'Nothing has happened yet.',
  unfounded: 'Alerts about nothing',
  unfoundedLead: 'Nothing was played there: dismissing them is right.',
  noUnfounded: 'None.',
  lifts: 'Seen clear',
  noLifts: 'Nobody has seen a camera clear.',
  columns: { at: 'When', camera: 'Camera', event: 'Event', came: 'Alert', opened: 'Opened', verdict: 'Verdict', outcome: 'Outcome' },
  after: (time: string) => `after ${time}`,
  confirmed: 'Confirmed',
  dismissed: (why: string) => `Dismissed: ${why}`,
  by: (person: string) => `by ${person}`,
  outcomes,
  noAlertWhy: 'The rule gave none: not the trainee’s doing.',
  print: 'Print',
  none: 'This town is no exercise.',
}
