import { plural } from '../counting.ts'

export const alarms = {
  title: 'System alarms',
  none: 'no system alarm',
  noneText: 'Nothing to do: Vigie works as it should.',
  count: (n: number) => plural(n, 'system alarm', 'system alarms'),
  since: (when: string) => `since ${when}`,
  until: (from: string, to: string) => `${from} to ${to}`,
  openHealth: 'Health of the whole system',
  endedLately: 'Ended lately',
  allCameras: 'Every camera',
  allNext: 'Check the network, then the disk, then this machine. If all are well, start Vigie again.',
  kinds: {
    NOT_RECORDING: {
      title: (what: string) => `${what}: not being recorded`,
      next: 'Check its power, cable and network, then its address and password. Vigie tries again by itself.',
    },
    BELOW_NORM: {
      title: (what: string) => `${what}: stored below its norm`,
      next: 'Raise picture size or rate in the camera’s own settings, or name the class that fits its view.',
    },
    VOLUME_WRONG: {
      title: (what: string) => `Volume ${what}: missing, or not the one expected`,
      next: 'Mount the right disk. Vigie writes nothing in its place.',
    },
    VOLUME_SPACE: {
      title: (what: string) => (what === 'kept clips' ? 'Clips of alerts are not kept: short of space' : `Volume ${what}: short of space`),
      next: 'Add a volume or shorten what is kept. Footage that its act protects is never deleted for room.',
    },
    DISK_FAILED: { title: (what: string) => `Volume ${what}: writing failed`, next: 'Read the disk’s errors in the system log, and plan to replace it.' },
    OVERLOAD: { title: (what: string) => `${what}: pictures lost under load`, next: 'Check this machine’s load and the speed of its disk.' },
    INDEX_MISMATCH: {
      title: (what: string) => `Volume ${what}: index and disk do not agree`,
      next: 'Run vigie reindex when the town can do without recording for a moment; footage itself is not touched.',
    },
    UNREADABLE: { title: (what: string) => `Volume ${what}: a file cannot be read`, next: 'Check the disk. The ledger says which footage it was.' },
    CLOCK: { title: () => 'This machine’s clock is not sure', next: 'Check its synchronisation (NTP), then say that the time is right.' },
    CAMERA_DRIFT: { title: (what: string) => `${what}: its clock runs away`, next: 'Set the camera to the town’s time server.' },
    BURNER: {
      title: (what: string) => `${what}: its privacy masks cannot be burned in`,
      next: 'Nothing of this camera is stored without them. Vigie starts the program again; if it goes on, read the log.',
    },
    LEDGER: { title: () => 'The ledger cannot be written', next: 'Check the disk of the data folder. What needs an entry waits until then.' },
    DWELLINGS_UNMASKED: { title: (what: string) => `${what} faces dwellings and has no privacy mask`, next: 'Draw masks on its page; what they cover is then never stored.' },
    VIEW_BLINDED: { title: (what: string) => `${what}: blinded`, next: 'Look for a lamp in its eyes, or light that is missing.' },
    VIEW_DEFOCUSED: { title: (what: string) => `${what}: out of focus`, next: 'Clean the glass, then set the focus.' },
    CAMERA_AWAY: {
      title: (what: string) => `${what}: steered, and not back`,
      next: 'It looks elsewhere than where its zones are drawn, and its rules rest. Steer it home; if it does not answer, see to its network or its motor.',
    },
    INNER_MASKS: {
      title: (what: string) => `${what} does not cover what it was told to cover`,
      next: 'Somebody took its own masks off, or it was reset. Put them back with `vigie camera masks`; what privacy_masks of the configuration cover is still painted over here.',
    },
    PRESETS: {
      title: (what: string) => `${what}: what is drawn for a preset is not used`,
      next: 'The camera does not remember that place, or shows another view there than before. Where masks are drawn and the place is not known, all of the picture is covered. Have the camera remember the place again under the same name, or draw anew.',
    },
    VIEW_MOVED: {
      title: (what: string) => `${what}: looks elsewhere, its rules rest`,
      next: 'Turn it back, or draw its zones and masks anew; then say on its page that the view is right.',
    },
    VIEW_COVERED: { title: (what: string) => `${what}: something lies over the lens`, next: 'Go and look, and take it away.' },
    GROUP_OUTAGE: {
      title: () => 'Several cameras were lost at once',
      next: 'One cause is likely: check what they share, such as a switch, its power, a cable or a radio link.',
    },
    UNCONFINED: {
      title: () => 'The eyes run without walls',
      next: 'They read what cameras send with all the rights of Vigie. Install bubblewrap, allow user namespaces, and start Vigie again.',
    },
    UPGRADE_UNDONE: {
      title: () => 'An upgrade was put back',
      next: 'The version before runs, and everything that was recorded is there. Install another version, or put right what was wrong and try this one again.',
    },
    RULE_BELOW_FLOOR: {
      title: (what: string) => `Rule ${what}: right less often than declared, in shadow again`,
      next: 'Look at what it raised, change its zone or settings, and commission it again on its page.',
    },
    CERTIFICATE: {
      title: () => 'The certificate ends soon, or its successor cannot be used',
      next: 'Renew it and write both files; they are taken within half a minute. What is wrong stands in the alarm itself.',
    },
    WITNESS_SILENT: {
      title: (what: string) => `Witness ${what}: no cosignature for a day`,
      next: 'Ask whoever keeps it whether vigie witness is at work there and reaches this machine.',
    },
    LEDGER_CONTRADICTED: {
      title: () => 'A witness contradicts the ledger',
      next: 'It was rewritten, or put back from an older copy. Call the data-protection officer; touch nothing.',
    },
    ACCESS_DUE: {
      title: (what: string) => `Request for access ${what}: its answer is due`,
      next: 'Answer it on the page Requests, or extend its time while the first month lasts.',
    },
    ACCESS_FOOTAGE: {
      title: (what: string) => `Request for access ${what}: its footage is about to be destroyed`,
      next: 'Nothing of it is copied yet. Make the masked copy on the page Requests: destruction does not wait.',
    },
    ACT_ENDS: {
      title: (what: string) => `Act ${String(what).replace(/ \d+$/, '')}: ends within ${String(what).replace(/^.* /, '')} days, and none follows it`,
      next: 'Ask its authority for the next one, and put its file into the folder of the acts.',
    },
    ACTS_REFUSED: {
      title: () => 'An act cannot be used',
      next: 'Those in force stay in force. Put the file right that is named below, or have it signed by its authority.',
    },
    NOT_TOLD: {
      title: (what: string) => `Receiver ${what}: not told of alarms`,
      next: 'Run vigie tell on this machine: it says why. What waits is told once the receiver answers.',
    },
    NOT_HEARD: {
      title: (what: string) => `Source ${what}: not heard`,
      next: 'See to its broker or its camera: the page of health says why. Until then nobody here learns of what it says.',
    },
    HOLD_REVIEW: {
      title: () => 'A judicial hold was not reviewed in time',
      next: 'Look on the page Custody whether it is still needed: review it, or release it.',
    },
    DELETION_LATE: {
      title: (what: string) =>
        what === 'kept clips' ? 'Kept clips past their end are not destroyed' : `Volume ${what}: footage past its limit is not destroyed`,
      next: 'Read why below and mend it: the volume must be writable, the data folder and the ledger too. Vigie then destroys it within a minute.',
    },
    DATABASE: { title: (what: string) => `Database ${what}: gone, unreadable or too old`, next: 'Read what Vigie did about it in the log; put back a copy if there is one.' },
  },
}
