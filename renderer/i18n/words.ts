import { createI18n, useI18n } from 'vue-i18n'
import type { Language } from '../../shared/bridge/desk'
import { en } from './en'
import { id } from './id'

type Catalogue<Node> = {
  readonly [Key in keyof Node]: Node[Key] extends string ? string : Catalogue<Node[Key]>
}
export type Messages = Catalogue<typeof id>

type Paths<Node, Prefix extends string = ''> = {
  [Key in keyof Node & string]: Node[Key] extends string
    ? `${Prefix}${Key}`
    : Paths<Node[Key], `${Prefix}${Key}.`>
}[keyof Node & string]
/** The path of a sentence in the catalogues, such as `sync.allSent`. */
export type MessageKey = Paths<typeof id>

export type MessageValues = Readonly<Record<string, string>>

export function createWords(language: Language) {
  return createI18n({ legacy: false, locale: language, fallbackLocale: 'id', messages: { id, en } })
}

/** The catalogues in the language chosen, with keys that the type checker knows and numbers as it writes them. */
export function useWords() {
  const { t: translate, locale } = useI18n({ useScope: 'global' })

  /** `count` chooses between the forms of a sentence; numbers inside it are given already written. */
  function t(key: MessageKey, values: MessageValues = {}, count?: number): string {
    return count === undefined ? translate(key, values) : translate(key, values, count)
  }
  function language(): Language {
    return locale.value === 'en' ? 'en' : 'id'
  }
  function number(value: number): string {
    return value.toLocaleString(localeTag(language()))
  }
  /** A sentence with one number in it, `n`. */
  function counted(key: MessageKey, value: number): string {
    return t(key, { n: number(value) }, value)
  }
  return { t, counted, number, language }
}

/** What `Intl` is given: dates and numbers in English follow the day-month order of Indonesia. */
export function localeTag(language: Language): string {
  return language === 'id' ? 'id-ID' : 'en-GB'
}
