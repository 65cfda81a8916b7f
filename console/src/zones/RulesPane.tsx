import { NativeSelect, Switch, TextInput } from '@mantine/core'
import { Link } from 'wouter'
import { useTown } from '../api/queries.ts'
import type { AskedRule, EventType, Problem, WeeklyHours } from '../api/types.ts'
import { Segments } from '../shell/Segments.tsx'
import { useSpeech } from '../text/index.tsx'
import type { Editing } from './DrawingPage.tsx'
import { addRule, deleteRule, isName, refit, withRule, withSetting } from './edit.ts'
import { eventsFor, formOf, kindOf, type Setting } from './forms.ts'
import { daysIn, daysText } from './hours.ts'

interface Props extends Editing {
  rule: number | undefined
  open: (index: number | undefined) => void
  /// What the server found wrong, whose key may be one of a rule.
  fault: Problem | undefined
}

/// What is looked for on the camera: each rule in plain words, one of them to be set.
export function RulesPane(props: Props) {
  const { drawing, rule: index, open, change, camera } = props
  const { text } = useSpeech()
  const t = text.zones
  const rule = index === undefined ? undefined : drawing.rules[index]
  return (
    <>
      {drawing.rules.length === 0 && <p className="second">{t.noRules}</p>}
      <ul className="drawList">
        {drawing.rules.map((one, i) => (
          <li key={i}>
            <button type="button" className="drawRow" aria-current={i === index} onClick={() => open(i)}>
              <span>{text.events[one.event as EventType] ?? one.event}</span>
              <span className="second small">
                {one.zone ?? t.wholePicture} · <span className="mono">{one.id}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="drawChoice">
        <button
          type="button"
          className="button small"
          onClick={() => {
            const added = addRule(drawing, undefined, 'INTRUSION')
            change(added.drawing)
            open(added.index)
          }}
        >
          {t.addRule}
        </button>
        <Link className="button small" href={`/rules/${camera.id}`}>
          {text.rules.title}
        </Link>
      </p>
      {rule && index !== undefined && <RuleForm key={index} {...props} rule={rule} index={index} />}
    </>
  )
}

function RuleForm({ drawing, rule, index, change, settle, choose, open, fault }: Omit<Props, 'rule'> & { rule: AskedRule; index: number }) {
  const { text } = useSpeech()
  const t = text.zones
  const town = useTown().data
  const zone = drawing.zones.find((one) => one.id === rule.zone)
  const kind = kindOf(zone)
  const form = formOf(rule.event, kind)
  const set = (next: (rule: AskedRule) => AskedRule, going?: string) => change(withRule(drawing, index, next), going)
  const wrong = (key: string) => (fault?.params['key']?.startsWith(`rules[${index}].${key}`) ? fault.params['what'] : undefined)
  const events = eventsFor(kind)
  return (
    <section className="drawForm" onBlur={settle}>
      <NativeSelect
        label={t.event}
        description={t.explain[rule.event as EventType]}
        error={wrong('event')}
        value={rule.event}
        data={[...new Set([...events, rule.event])].map((event) => ({ value: event, label: text.events[event as EventType] ?? event }))}
        onChange={(e) => {
          const event = e.currentTarget.value
          change(refit(drawing, index, (one) => ({ ...one, event })))
        }}
      />
      <NativeSelect
        label={t.where}
        error={wrong('zone')}
        value={rule.zone ?? ''}
        data={[{ value: '', label: t.wholePicture }, ...drawing.zones.map((one) => ({ value: one.id, label: `${one.id} (${t.kinds[one.kind]})` }))]}
        onChange={(e) => {
          const to = e.currentTarget.value
          const there = eventsFor(kindOf(drawing.zones.find((one) => one.id === to)))
          choose(to || undefined)
          change(
            refit(drawing, index, ({ zone: _, ...one }) => ({
              ...one,
              ...(to ? { zone: to } : {}),
              event: there.some((event) => event === one.event) ? one.event : there[0]!,
            })),
          )
        }}
      />
      {form?.classes && (
        <NativeSelect
          label={t.about}
          value={rule.class ?? 'both'}
          data={(['both', 'person', 'vehicle'] as const).map((about) => ({ value: about, label: t.abouts[about] }))}
          onChange={(e) => {
            const about = e.currentTarget.value
            set(({ class: _, ...one }) => (about === 'both' ? one : { ...one, class: about }))
          }}
        />
      )}
      {form?.settings.map((setting) => (
        <SettingField key={setting.key} setting={setting} rule={rule} measured={drawing.ground.length > 0} error={wrong(setting.key)} set={set} />
      ))}
      <Hours
        rule={rule}
        zone={rule.time_zone ?? drawing.time_zone ?? town?.zone ?? ''}
        error={wrong('schedule') ?? wrong('time_zone')}
        set={(schedule) => {
          const next = withRule(drawing, index, (one) => ({ ...one, schedule }))
          const zoned = schedule.length > 0 && !next.time_zone && !rule.time_zone && town ? { ...next, time_zone: town.zone } : next
          change(zoned, `hours ${index}`)
        }}
      />
      <TextInput
        label={t.ruleName}
        description={t.ruleNameHint}
        value={rule.id ?? ''}
        maxLength={64}
        error={rule.id && !isName(rule.id) ? t.nameWrong : wrong('id')}
        onChange={(e) => {
          const id = e.currentTarget.value
          set((one) => ({ ...one, id }), `id ${index}`)
        }}
      />
      <p className="drawChoice">
        <button
          type="button"
          className="button small"
          onClick={() => {
            change(deleteRule(drawing, index))
            open(undefined)
          }}
        >
          {t.deleteRule}
        </button>
      </p>
    </section>
  )
}

function SettingField({
  setting,
  rule,
  measured,
  error,
  set,
}: {
  setting: Setting
  rule: AskedRule
  measured: boolean
  error: string | undefined
  set: (next: (rule: AskedRule) => AskedRule, going?: string) => void
}) {
  const { text, format } = useSpeech()
  const t = text.zones
  const label = t.settingsOf[`${rule.event} ${setting.key}`] ?? t.settings[setting.key]
  const value = rule.settings[setting.key] ?? ''
  const put = (next: string) => set((one) => withSetting(one, setting.key, next), `setting ${setting.key}`)
  if (setting.yes) {
    return (
      <Switch
        label={label}
        checked={value === 'yes' || value === 'true'}
        onChange={(e) => put(e.currentTarget.checked ? 'yes' : '')}
      />
    )
  }
  if (setting.words) {
    return (
      <NativeSelect
        label={label}
        error={error}
        value={value || setting.words[0]!}
        data={setting.words.map((word) => ({ value: word, label: t.ways[word] ?? word }))}
        onChange={(e) => put(e.currentTarget.value === setting.words![0] ? '' : e.currentTarget.value)}
      />
    )
  }
  // Heights of the picture are said in hundredths.
  const factor = setting.unit === 'h' ? 100 : 1
  const shown = (n: number | undefined) => format.count(Math.round((n ?? 0) * factor * 100) / 100)
  const lacking = setting.ground === true && !measured
  const hints = [
    ...(lacking ? [t.needsGround] : []),
    ...(setting.usual === undefined ? [] : [t.usual(shown(setting.usual))]),
    // Of times nobody comes near the bound.
    ...(setting.unit === 's' ? [] : [t.from(shown(setting.least), shown(setting.most))]),
  ]
  return (
    <TextInput
      label={label}
      description={hints.join(', ')}
      error={error}
      value={value === '' || factor === 1 || Number.isNaN(Number(value)) ? value : String(Math.round(Number(value) * factor * 1000) / 1000)}
      placeholder={setting.usual === undefined ? '' : shown(setting.usual)}
      inputMode="decimal"
      disabled={lacking && value === ''}
      rightSection={setting.unit && <span className="second small">{t.units[setting.unit]}</span>}
      rightSectionWidth={setting.unit === 's' || setting.unit === 'm' ? 32 : 120}
      onChange={(e) => {
        const typed = e.currentTarget.value.replace(',', '.')
        const number = Number(typed)
        put(factor === 1 || typed.trim() === '' || Number.isNaN(number) ? typed : String(Math.round((number / factor) * 1e5) / 1e5))
      }}
    />
  )
}

function Hours({ rule, zone, error, set }: { rule: AskedRule; zone: string; error: string | undefined; set: (schedule: WeeklyHours[]) => void }) {
  const { text } = useSpeech()
  const t = text.zones
  const { schedule } = rule
  const put = (index: number, next: WeeklyHours) => set(schedule.map((one, i) => (i === index ? next : one)))
  return (
    <div className="drawHours">
      <Segments
        label={t.schedule}
        values={['always', 'hours'] as const}
        value={schedule.length === 0 ? 'always' : 'hours'}
        choose={(one) => set(one === 'always' ? [] : schedule.length > 0 ? schedule : [{ from: '21:00', to: '06:00' }])}
        say={(one) => (one === 'always' ? t.always : t.atHours)}
      />
      {schedule.map((hours, i) => {
        const on = daysIn(hours.days)
        return (
          <fieldset key={i}>
            <legend className="hidden">{t.atHours}</legend>
            <div className="segments">
              {t.days.map((day, n) => (
                <button
                  key={n}
                  type="button"
                  className="segment"
                  aria-pressed={on.has(n)}
                  onClick={() => {
                    const next = new Set(on)
                    if (!next.delete(n)) next.add(n)
                    if (next.size === 0) return
                    const { days: _, ...rest } = hours
                    const days = daysText(next)
                    put(i, days ? { ...rest, days } : rest)
                  }}
                >
                  {day}
                </button>
              ))}
            </div>
            <span className="drawTimes">
              <TextInput aria-label={t.hoursFrom} value={hours.from} size="xs" onChange={(e) => put(i, { ...hours, from: e.currentTarget.value })} />
              <span className="second">{t.hoursTo}</span>
              <TextInput aria-label={t.hoursTo} value={hours.to} size="xs" onChange={(e) => put(i, { ...hours, to: e.currentTarget.value })} />
              {hours.to <= hours.from && hours.to !== '24:00' && <span className="second small">{t.pastMidnight}</span>}
              <button type="button" className="button plain small square" aria-label={t.removeHours} onClick={() => set(schedule.filter((_, n) => n !== i))}>
                ×
              </button>
            </span>
          </fieldset>
        )
      })}
      {schedule.length > 0 && (
        <p className="drawChoice">
          <button type="button" className="button small" onClick={() => set([...schedule, { days: 'sat,sun', from: '00:00', to: '24:00' }])}>
            {t.addHours}
          </button>
          <span className="second small">{t.timeZone(zone)}</span>
        </p>
      )}
      {error && <p className="drawFault">{error}</p>}
    </div>
  )
}
