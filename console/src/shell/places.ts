import type { Me } from '../api/types.ts'
import type { Text } from '../text/en.ts'

/// A page of the console that one goes to.
export interface Place {
  readonly path: string
  readonly name: string
  /// Other beginnings of addresses that belong to it.
  readonly also?: readonly string[]
  /// The key that goes there from everywhere. Seldom visited places have none: `/` finds them.
  readonly key?: string
}

/// Places that stand under one name in the head: the first is where that name leads.
export interface Area {
  readonly name: string
  readonly places: readonly Place[]
}

/// What a person finds in the head, in its order.
///
/// @param training whether the town is an exercise
export function areasOf(text: Text, me: Me, training = false): Area[] {
  const answers = me.rights.includes('ANSWER_ACCESS') || me.rights.includes('INSPECT')
  const logs = me.rights.includes('JUDGE') || me.rights.includes('INSPECT')
  const lets = me.rights.includes('ADMINISTER') && me.all_cameras
  const { nav } = text
  const alone = (place: Place): Area => ({ name: place.name, places: [place] })
  // What the server opens to them.
  if (me.guest) return [alone({ key: 'h', path: '/health', name: text.health.title }), alone({ key: 's', path: '/cameras', name: nav.cameras })]
  return [
    alone({ key: 'w', path: '/wall', name: nav.wall, also: ['/around'] }),
    alone({ key: 'm', path: '/map', name: nav.map }),
    alone({ key: 'a', path: '/desk', name: nav.desk }),
    ...(logs ? [alone({ key: 'y', path: '/log', name: nav.log, also: ['/incidents'] })] : []),
    alone({ key: 'r', path: '/review', name: nav.review }),
    ...(training && me.rights.includes('INSPECT') ? [alone({ path: '/training', name: text.training.title })] : []),
    {
      name: nav.cameras,
      places: [
        { key: 's', path: '/cameras', name: nav.cameras },
        { key: 'e', path: '/rules', name: nav.rules },
        { path: '/counts', name: nav.counts },
        { key: 'h', path: '/health', name: text.health.title },
      ],
    },
    {
      name: nav.registers,
      places: [
        { key: 'g', path: '/registers', name: nav.ledger },
        { path: '/custody', name: nav.custody },
        ...(answers ? [{ path: '/access', name: nav.access }] : []),
        ...(oversees(me) ? [{ path: '/viewing', name: nav.viewing }] : []),
        { path: '/acts', name: text.acts.title },
        ...(lets ? [{ path: '/notice', name: text.notice.title }, { path: '/people', name: nav.people }] : []),
      ],
    },
  ]
}

/// Whether a person is told how footage is looked at.
export const oversees = (me: Me): boolean => me.rights.includes('OVERSEE') && me.all_cameras

/// Where an address is; nothing for one that is in no area, such as one's own account.
export function placeAt(areas: readonly Area[], path: string): { readonly area: Area; readonly place: Place } | undefined {
  const at = path === '/' ? '/wall' : path
  for (const area of areas) {
    const place = area.places.find(({ path: own, also = [] }) => [own, ...also].some((start) => at === start || at.startsWith(`${start}/`)))
    if (place) return { area, place }
  }
  return undefined
}
