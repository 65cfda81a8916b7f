export const settingNames = { standing: 'standing still', people: 'from how many people', smoke: 'smoke', patience: 'patience', reach: 'nobody within', forbidden: 'forbidden way', distance: 'after', class: 'class' }

export const settingValues = {
  person: 'person',
  vehicle: 'vehicle',
  FORWARD: 'forward',
  BACK: 'back',
  'of the height': 'of the height',
  yes: 'yes',
  experimental: 'experimental',
}
