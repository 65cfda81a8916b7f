import { Popover } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Fragment, useEffect, useState, type ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { useAlerts } from '../api/alerts.tsx'
import { post } from '../api/client.ts'
import { useTown, useViewing } from '../api/queries.ts'
import type { Me } from '../api/types.ts'
import { Finder } from '../find/Finder.tsx'
import { Lock, Mark, Search } from '../look/Icons.tsx'
import { isOverdue } from '../desk/queue.ts'
import { useSpeech } from '../text/index.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { OverdueNotice } from './OverdueNotice.tsx'
import { areasOf, oversees, placeAt, type Place } from './places.ts'
import { LinksMade } from './LinksMade.tsx'
import { StatusBar } from './StatusBar.tsx'
import { LanguageSwitch, ThemeSwitch } from './Switches.tsx'
import { useKeys } from './useKeys.ts'
import './shell.css'

/// The frame of every page: places at the top, the town's state at the bottom, the keys that work everywhere.
///
/// @param locked nothing of it can be used, and little is seen
export function Shell({ me, locked, lock, children }: { me: Me; locked: boolean; lock: () => Promise<void>; children: ReactNode }) {
  const { text } = useSpeech()
  const { waiting, arrived, linked } = useAlerts()
  const [path, go] = useLocation()
  const [help, setHelp] = useState(false)
  const [finding, setFinding] = useState(false)

  const mayLock = me.lock_after_s !== undefined
  const viewing = useViewing(oversees(me) && !locked).data?.waiting ?? 0
  const training = useTown().data?.training ?? false
  const areas = areasOf(text, me, training)
  const places = areas.flatMap((area) => area.places)
  useKeys(
    {
      ...Object.fromEntries(places.flatMap(({ key, path: to }) => (key ? [[key, () => go(to)]] : []))),
      '?': () => setHelp(true),
      '/': () => setFinding(true),
      q: () => (mayLock ? void lock() : false),
    },
    !locked,
  )

  const here = placeAt(areas, path)
  useEffect(() => {
    document.title = `${training ? 'EXERCICE · TRAINING · ' : ''}${waiting.length > 0 ? `(${waiting.length}) ` : ''}${here ? `${here.place.name} · ` : ''}Vigie`
  }, [waiting.length, here?.place.name, training])

  const counts: Readonly<Record<string, ReactNode>> = {
    '/desk': waiting.length > 0 && (
      <span className={`shellCount ${waiting.some(isOverdue) ? 'overdue' : ''}`}>
        <span aria-hidden="true">{waiting.length}</span>
        <span className="hidden">{text.waiting(waiting.length)}</span>
      </span>
    ),
    '/viewing': viewing > 0 && (
      <span className="shellCount quiet">
        <span aria-hidden="true">{viewing}</span>
        <span className="hidden">{text.viewing.waitingCount(viewing)}</span>
      </span>
    ),
  }

  return (
    <div className={`shell ${locked ? 'locked' : ''}`} inert={locked}>
      <a className="button skip" href="#content">
        {text.nav.skip}
      </a>
      <header className="shellHead">
        <Link href="/wall" className="shellMark">
          <Mark /> <span>Vigie</span>
        </Link>
        <nav aria-label={text.nav.main}>
          {areas.map((area) => (
            <Link key={area.name} href={area.places[0]!.path} aria-current={area === here?.area ? 'page' : undefined} title={titleOf(area.places[0]!)}>
              {area.name}
              {area.places.map((place) => (
                <Fragment key={place.path}>{counts[place.path]}</Fragment>
              ))}
            </Link>
          ))}
        </nav>
        <span className="spacer" />
        <button type="button" className="button plain small shellFind" title={text.find.open} aria-label={text.find.open} onClick={() => setFinding(true)}>
          <Search /> <kbd>/</kbd>
        </button>
        <button type="button" className="button plain small shellHelp" title={text.keys.all} aria-label={text.keys.all} onClick={() => setHelp(true)}>
          <kbd>?</kbd>
        </button>
        {mayLock && (
          <button
            type="button"
            className="button plain small square"
            title={`${text.account.lock.verb} (Q)`}
            aria-label={text.account.lock.verb}
            onClick={() => void lock()}
          >
            <Lock />
          </button>
        )}
        <LanguageSwitch />
        <ThemeSwitch />
        <Account me={me} />
      </header>
      {here && here.area.places.length > 1 && (
        <nav className="shellTabs" aria-label={here.area.name}>
          {here.area.places.map((place) => (
            <Link key={place.path} href={place.path} aria-current={place === here.place ? 'page' : undefined} title={titleOf(place)}>
              {place.name}
              {counts[place.path]}
            </Link>
          ))}
        </nav>
      )}
      <main id="content" className="shellBody">
        {!linked && (
          <div className="shellNotice notice bad" role="status">
            <p>{text.desk.streamLost}</p>
          </div>
        )}
        <LinksMade me={me} />
        {children}
      </main>
      {!['/wall', '/desk'].some((place) => here?.place.path === place) && <OverdueNotice />}
      <StatusBar />
      <div className="hidden" aria-live="assertive">
        {arrived && text.desk.arrived(text.events[arrived.event], arrived.camera_name)}
      </div>
      {finding && <Finder places={[...places, { path: '/me', name: text.common.account }]} close={() => setFinding(false)} />}
      <KeysHelp opened={help} close={() => setHelp(false)} />
    </div>
  )
}

const titleOf = ({ name, key }: Place) => (key ? `${name} (${key.toUpperCase()})` : name)

function Account({ me }: { me: Me }) {
  const { text, format } = useSpeech()
  const queries = useQueryClient()
  const [opened, setOpened] = useState(false)
  const leave = async () => {
    await post('/api/sign-out')
    sessionStorage.clear()
    queries.clear()
    location.assign('/')
  }
  return (
    <Popover position="bottom-end" width={320} trapFocus opened={opened} onChange={setOpened}>
      <Popover.Target>
        <button
          type="button"
          className="button plain small shellMe"
          aria-label={`${text.common.account}: ${me.name}`}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          {me.name}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className="facts shellAccount">
          <dt>{text.door.name}</dt>
          <dd>{me.name}</dd>
          <dt>{text.ledger.title}</dt>
          <dd className="mono">{me.person}</dd>
          <dt>{text.door.yourRights}</dt>
          <dd>{me.rights.map((right) => text.rights[right]).join(', ')}</dd>
        </dl>
        {/* Loaded anew: that page alone may ask where the telephone is. */}
        {me.rights.includes('ATTEND') && (
          <p>
            <a href="/field">{text.field.toField}</a>
          </p>
        )}
        {me.until && <p className="second small">{text.door.until(format.date(me.until))}</p>}
        <div className="shellAccountOrders">
          <Link href="/me" className="button" onClick={() => setOpened(false)}>
            {text.account.open}
          </Link>
          <button type="button" className="button" onClick={() => void leave()}>
            {text.door.signOut}
          </button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
