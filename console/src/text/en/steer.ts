const DEVICES: Readonly<Record<string, string>> = {
  'tt:Wiper|On': 'Wiper on',
  'tt:Wiper|Off': 'Wiper off',
  'tt:Washer|On': 'Washer on',
  'tt:Washer|Off': 'Washer off',
  'tt:WashingProcedure|On': 'Wash the lens',
  'tt:WashingProcedure|Off': 'Stop washing',
}

export const steer = {
  verb: 'Steer',
  pad: 'Press where it should turn: the farther from the middle, the faster. Arrows do the same, with Shift slowly',
  closer: 'Closer (+)',
  wider: 'Wider (-)',
  home: 'Home',
  letGo: 'Let it go',
  remember: 'Remember this view',
  placeName: 'Name of the place',
  rememberNote: 'Zones, rules and masks can then be drawn for it.',
  free: 'Nobody steers it. The first order takes it for 30 s.',
  rests: 'Its rules rest until it is back home. Without orders it goes there by itself.',
  restsShort: 'steered: rules rest',
  judgesAt: (place: string) => `at ${place}: its rules judge`,
  standsAt: (place: string) => `At ${place}.`,
  returning: 'On its way home; its rules judge again once the view is the one that it was.',
  round: (name: string) => `Round: ${name}`,
  beginRound: (name: string) => `Begin the round ${name}`,
  endRound: (name: string) => `End the round ${name}`,
  onRound: (name: string) => `On its round ${name}, until somebody steers it or ends it. Of rules those judge that are drawn for where it stands.`,
  /// What a camera calls a device at its lens: `tt:Wiper|On`.
  device: (command: string) => DEVICES[command] ?? command,
  heldBy: (name: string) => `${name} steers it.`,
}
