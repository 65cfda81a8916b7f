import { plural } from '../counting.ts'

export const map = {
  title: 'Map',
  cameras: 'Cameras on the map',
  plan: 'Plan of the cameras and what they overlook',
  planOf: (camera: string) => `Plan of the cameras around ${camera}`,
  northLetter: 'N',
  nearer: 'Closer',
  farther: 'Farther',
  whole: 'Whole town',
  coming: 'The map is loading…',
  noWebGl: 'This browser draws no map (it has no WebGL). The plan shows the same cameras.',
  noPosition: 'position not declared',
  unplaced: (n: number) => `${plural(n, 'camera is', 'cameras are')} not on the map: position missing in vigie.yaml.`,
  nothingPlaced: 'No camera has a position yet.',
  nothingPlacedNext: 'Give each camera its position and field_of_view in vigie.yaml, and start Vigie again.',
  health: { bad: 'not recording', off: 'off' },
  toCamera: 'Camera',
  onMap: 'On the map',
  fromUntil: (from: string, until: string) => `from ${from} until ${until}`,
  from: (from: string) => `from ${from}`,
  until: (until: string) => `until ${until}`,
}
