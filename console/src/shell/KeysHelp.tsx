import { Modal } from '@mantine/core'
import { useSpeech } from '../text/index.tsx'

export function KeysHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { text } = useSpeech()
  const k = text.keys
  const groups: [string, [string[], string][]][] = [
    [
      k.everywhere,
      [
        [['W'], k.wall],
        [['M'], k.map],
        [['A'], k.desk],
        [['Y'], k.log],
        [['R'], k.review],
        [['S'], k.cameras],
        [['E'], k.rules],
        [['H'], k.health],
        [['G'], k.ledger],
        [['/'], k.find],
        [['?'], k.all],
        [['Q'], k.lock],
        [[k.escape], k.close],
      ],
    ],
    [
      k.onWall,
      [
        [['←', '→', '↑', '↓'], k.wallChoose],
        [['V', '1–9'], k.wallLayouts],
        [['N', 'P'], k.wallPages],
        [['O'], k.wallLarge],
        [['F'], k.wallFollow],
        [['T'], k.wallTour],
        [['U'], k.wallAge],
      ],
    ],
    [
      k.clear,
      [
        [['L'], k.seeClear],
        [['L', '1–5'], k.seeClearWhy],
        [[k.escape], k.maskAgain],
      ],
    ],
    [
      k.atPicture,
      [
        [['B'], k.bookmark],
        [['I', '1–9'], k.incident],
        [['.'], k.steer],
        [['.', '1–9'], k.steerTo],
      ],
    ],
    [
      k.atDesk,
      [
        [['J', 'K'], k.nextPrevious],
        [[k.space], k.play],
        [[k.enter], k.open],
        [['C'], k.confirm],
        [['D', '1–9'], k.dismiss],
        [['X'], k.onlyThis],
        [['Z', '1–4'], k.quiet],
      ],
    ],
    [
      k.onMap,
      [
        [['J', 'K'], k.nextPrevious],
        [['L'], k.seeClear],
        [[k.escape], k.close],
      ],
    ],
    [
      k.inReview,
      [
        [[k.space], k.play],
        [['←', '→'], k.seek],
        [['J', 'K'], k.nextPrevious],
        [[',', '.'], k.onePicture],
        [['−', '+'], k.speed],
        [['Z'], k.backwards],
        [['O'], k.motion],
        [['N', 'P'], k.day],
      ],
    ],
    [
      k.atRequest,
      [
        [[k.space], k.play],
        [['←', '→'], k.picture],
        [['L'], k.lift],
        [['X'], k.hide],
        [['U'], k.undo],
      ],
    ],
  ]
  return (
    <Modal opened={opened} onClose={close} title={k.title} size="xl" closeButtonProps={{ 'aria-label': text.common.close }}>
      <div className="keysHelp">
        {groups.map(([title, rows]) => (
          <section key={title}>
            <h2>{title}</h2>
            <dl>
              {rows.map(([names, meaning]) => (
                <div key={meaning + names.join()}>
                  <dt>
                    {names.map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="keysManual">
        <a href="/manual/" target="_blank" rel="noreferrer">
          {text.common.manual}
        </a>
      </p>
    </Modal>
  )
}
