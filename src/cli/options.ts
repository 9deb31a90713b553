// Options that several commands share.
import { cli } from '../messages/cli';
import type { Args, OptionSpec } from './args';
import type { Language } from './input';

export const commonOptions = {
  language: { value: 'LANGUAGE', allowed: ['bp', 'python'], help: () => cli('optionLanguage') },
  lang: { value: 'LANG', allowed: ['en', 'zh'], help: () => cli('optionLang') },
  help: { short: 'h', help: () => cli('optionHelp') },
} as const satisfies Record<string, OptionSpec>;

export const languageOption = ({ options }: Args): Language | undefined => options.language as Language | undefined;
