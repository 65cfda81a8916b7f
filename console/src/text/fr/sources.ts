import type { Text } from '../en.ts'
import { nombre } from '../counting.ts'

export const sources: Text['sources'] = {
  title: 'Drones et caméras-piétons',
  kinds: { DRONE: 'drone', BODY: 'caméra-piéton' },
  openNow: (n) => `${nombre(n, 'source filme', 'sources filment')}`,
  none: 'Ouvrir un drone ou une caméra-piéton',
  notAnalysed: 'non analysée, couverte en entier',
  filesAlone: 'ses images arrivent en fichiers',
  openedBy: (name) => `ouverte par ${name}`,
  noAct: 'aucun arrêté ne la couvre maintenant',
  under: (act) => `arrêté ${act}`,
  keeps: (hours) => `conservé ${hours} h`,
  shut: 'ne filme pas',
  end: 'Mettre fin',
  openTitle: 'En faire filmer une',
  openNote: 'L’ouverture entre d’abord au registre, avec votre motif. Tous ceux qui voient la caméra voient qu’elle filme. Elle se ferme d’elle-même.',
  source: 'Source',
  length: 'Pendant',
  minutes: (n) => (n % 60 === 0 ? `${n / 60} h` : `${n} min`),
  reason: 'Motif',
  open: 'Faire filmer',
  mark: (kind) => `${kind}, non analysée`,
  left: 'Reste',
  state: 'En ce moment',
  act: 'Arrêté',
}
