export const steer = {
  verb: 'Steer',
  pad: 'Press where it should turn: the farther from the middle, the faster. Arrows do the same, with Shift slowly',
  closer: 'Closer (+)',
  wider: 'Wider (-)',
  home: 'Home',
  letGo: 'Let it go',
  free: 'Nobody steers it. The first order takes it for 30 s.',
  rests: 'Its rules rest until it is back home. Without orders it goes there by itself.',
  restsShort: 'steered: rules rest',
  returning: 'On its way home; its rules judge again once the view is the one that it was.',
  heldBy: (name: string) => `${name} steers it.`,
}
