/** The explorer's own words, in the language of the page. Each language is a file with the same keys; a test compares them. */
import arabic from "./messages/ar.json";
import english from "./messages/en.json";
import french from "./messages/fr.json";

export type Key = keyof typeof english;
export type Words = (key: Key, slots?: Readonly<Record<string, string | number>>) => string;

export const TABLES: Readonly<Record<string, Readonly<Record<Key, string>>>> = { en: english, fr: french, ar: arabic };

/** The language of the page; a page in one that has no table here is read in English. */
const language = (): string => (typeof document !== "undefined" && document.documentElement.lang in TABLES ? document.documentElement.lang : "en");

export function wordsIn(code: string = language()): Words {
  const table = TABLES[code] ?? english;
  // In Arabic what is filled in is kept apart by marks that are not seen: a date or a name would turn what is around it.
  const [before, after] = code === "ar" ? ["\u2068", "\u2069"] : ["", ""];
  return (key, slots = {}) => table[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => `${before}${slots[name] ?? ""}${after}`);
}

/** `2024-02` as *February 2024*, with Western digits as everywhere here. */
export function monthInWords(month: string, code: string = language()): string {
  const format = new Intl.DateTimeFormat(`${code === "en" ? "en-GB" : code}-u-nu-latn`, { month: "long", year: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${month.slice(0, 7)}-01T00:00:00Z`));
}
