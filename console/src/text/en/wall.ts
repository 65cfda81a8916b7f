import { plural } from '../counting.ts'

export const wall = {
  title: 'Wall',
  layout: 'Layout',
  tiles: (n: number) => plural(n, 'tile', 'tiles'),
  masked: 'Masked picture',
  connecting: 'Connecting to the picture',
  learning: 'Learning the background: the whole picture is masked',
  noPicture: 'No picture',
  noCameras: 'No camera yet.',
  noCamerasNext: 'Name one in vigie.yaml, or start the demo: ./vigie demo.',
  retry: 'Vigie tries again by itself.',
  socketLost: 'The live picture was interrupted.',
  unsupported: 'This browser cannot play H.264 through Media Source Extensions. Use a current Chromium, Firefox or Safari.',
  mayNot: 'Your habilitation does not cover this camera.',
  off: 'Switched off: no recording act covers it, or a person stopped it.',
  dropped: (n: number) => `slow link: ${plural(n, 'picture', 'pictures')} skipped`,
  enlarge: 'Enlarge',
  reduce: 'Back to all cameras',
  stopped: 'Detection stopped',
  lastHours: 'Last two hours',
  openReview: 'Open in review',
}
