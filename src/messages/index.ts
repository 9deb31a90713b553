// The message mechanism: tables of phrases in English and Chinese, said in the current locale. One file beside this one per area.

export type Locale = 'en' | 'zh';

/**
 * One phrase in each language. `{name}` is replaced by a parameter; `{n:error|errors}` by the first word when the
 * parameter `n` is 1, else by the second.
 */
export interface Phrase {
  readonly en: string;
  readonly zh: string;
}

type Parameter<Hole extends string> = Hole extends `${infer Name}:${string}` ? Name : Hole;

/** The names of the parameters in a phrase, read off its text by the compiler. */
type Parameters<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}` ? Parameter<Hole> | Parameters<Rest> : never;

type Values<Text extends string> = [Parameters<Text>] extends [never] ? [] : [values: Readonly<Record<Parameters<Text>, string | number>>];

/** Says a phrase of one table: `say('innerSizes', { left: 4, right: 400 })`. Wrong keys and missing parameters don't compile. */
export type Say<Table extends Readonly<Record<string, Phrase>>> = <Key extends keyof Table & string>(
  key: Key,
  ...values: Values<Table[Key]['en']>
) => string;

let current: Locale = 'en';

/** Analysis is synchronous and a thread works on one file at a time, so the locale is set once at its start. */
export function useLocale(locale: Locale): void {
  current = locale;
}

export const locale = (): Locale => current;

/** The locale for what an editor or a shell calls its language: `zh-cn`, `zh_CN.UTF-8`, `en`, … */
export const localeOf = (language: string | undefined): Locale => (/^zh\b|^zh[_-]/i.test(language ?? '') ? 'zh' : 'en');

/** Makes the function that says the phrases of a table. */
export function defineMessages<const Table extends Readonly<Record<string, Phrase>>>(table: Table): Say<Table> & { readonly table: Table } {
  const say = (key: keyof Table & string, values?: Readonly<Record<string, string | number>>): string =>
    fill(table[key][current], values ?? {});
  return Object.assign(say as Say<Table>, { table });
}

/** Puts the parameters into a phrase. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)(?::([^|{}]*)\|([^|{}]*))?\}/g, (_whole, name: string, one?: string, other?: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`internal: a message lacks its parameter ${name}`);
    if (one === undefined || other === undefined) return String(value);
    return Number(value) === 1 ? one : other;
  });
}
