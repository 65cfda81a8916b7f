export const snooze = {
  rest: 'Let this rule rest',
  title: 'Let a rule rest: for how long?',
  what: 'Its alerts on this camera are raised and registered as ever, and wait quietly. They come back at the end.',
  minutes: (n: number) => `${n} min`,
  reason: 'Why (what, not who)',
  resting: (left: string) => `rests for ${left} more`,
  wake: 'Hear it again',
  now: 'Rules at rest',
  short: (camera: string) => `rule at rest, ${camera}`,
  by: (who: string) => `by ${who}`,
  never: 'Never laid to rest: a life may hang on it. Whoever may stop rules can stop it.',
}
