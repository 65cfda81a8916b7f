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
        [['R'], k.review],
        [['S'], k.cameras],
        [['E'], k.rules],
        [['T'], k.counts],
        [['O'], k.custody],
        [['Q'], k.access],
        [['V'], k.viewing],
        [['H'], k.people],
        [['G'], k.ledger],
        [['/'], k.find],
        [['?'], k.all],
        [[k.escape], k.close],
      ],
    ],
    [
      k.onWall,
      [
        [['←', '→', '↑', '↓'], k.wallChoose],
        [['I', '1–9'], k.wallLayouts],
        [['N', 'P'], k.wallPages],
        [['Z'], k.wallLarge],
        [['F'], k.wallFollow],
        [['0'], k.wallTour],
        [['X'], k.wallArrange],
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
      k.atDesk,
      [
        [['J', 'K'], k.nextPrevious],
        [[k.space], k.play],
        [[k.enter], k.open],
        [['C'], k.confirm],
        [['D', '1–9'], k.dismiss],
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
        [['I'], k.motion],
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
    </Modal>
  )
}
