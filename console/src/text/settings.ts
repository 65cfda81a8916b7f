import type { Text } from './en.ts'

/// A rule's setting in the reader's language; what is not known is shown as the server says it.
export function settingWords(text: Text, name: string, value: string): string {
  const names: Readonly<Record<string, string>> = text.settingNames
  const values: Readonly<Record<string, string>> = text.settingValues
  const seconds = /^([0-9.]+) s$/.exec(value)
  const said = seconds
    ? text.common.seconds(Number(seconds[1]).toLocaleString(text.locale))
    : value.replace(/[A-Za-z][A-Za-z ]*[A-Za-z]/g, (words) => values[words] ?? words).replace(/[[\]]/g, '')
  return `${names[name] ?? name} ${said}`
}
