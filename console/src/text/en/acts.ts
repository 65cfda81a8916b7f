export const acts = {
  title: 'Acts',
  lead: 'Nothing is recorded without a recording act, and nothing is looked for without a detection act besides. Each ends by itself; none is written here: its file comes from its authority.',
  dossier: 'File for the authorities (PDF)',
  dossierSays: 'Plan, cameras, masks, retention, rules and how right they are, who sees what: the facts of an authorisation and of an impact assessment, as they are now',
  profile: (name: string, version: number) => `Judged under the legal profile ${name}, version ${version}.`,
  kinds: { RECORDING: 'recording act', DETECTION: 'detection act' },
  states: {
    DRAFT: 'draft',
    PUBLISHED: 'published, not yet in force',
    IN_FORCE: 'in force',
    SUSPENDED: 'suspended',
    REVOKED: 'revoked',
    EXPIRED: 'expired',
  },
  dates: 'Dates',
  signature: 'Signature',
  signed: 'signed by its authority',
  unsigned: 'unsigned',
  ordered: 'Ordered',
  fileGone: 'its file was taken away',
  why: 'Whose decision, and why (no names)',
  orders: {
    suspend: {
      title: 'Suspend this act',
      verb: 'Suspend',
      consequence: {
        RECORDING: 'The cameras that only this act covers stop recording within seconds, and nothing is looked for in their pictures, until it is resumed.',
        DETECTION: 'What only this act lets be looked for is not looked for any more within seconds, until it is resumed. Recording goes on.',
      },
    },
    resume: {
      title: 'Resume this act',
      verb: 'Resume',
      consequence: {
        RECORDING: 'Its cameras record again at once, under its own dates.',
        DETECTION: 'Its events are looked for again at once, under its own dates.',
      },
    },
    revoke: {
      title: 'Revoke this act for good',
      verb: 'Revoke',
      consequence: {
        RECORDING: 'The cameras that only this act covers stop recording within seconds. It cannot be undone: a new decision has a number of its own.',
        DETECTION: 'What only this act lets be looked for stops within seconds. It cannot be undone: a new decision has a number of its own.',
      },
    },
  },
}
