import type { Register } from '../../api/types.ts'

export const registers = {
  title: 'Registers',
  lead: 'Tables for a spreadsheet, each a selection of this ledger. Taking one is itself an entry.',
  span: 'The last',
  names: {
    recordings: 'Recordings: destroyed, handed over, missing',
    exports: 'Handed over, bundles for inspections, and what receivers of alarms were told',
    alerts: 'Follow-up of alerts',
    incidents: 'Shift log: incidents, bookmarks, handovers',
    access: 'Access: leave given and refused, sessions, habilitations',
    openings: 'Custodians and openings',
    holds: 'Judicial holds',
    acts: 'Acts and stop buttons',
    models: 'Models in use',
    'camera-moves': 'Cameras that were moved',
    'access-requests': 'Requests for access, step by step',
  } satisfies Record<Register, string>,
}
