/** The explorer's own words. Another language is another file with the same keys; a test compares them. */
import english from "./messages/en.json";

export type Key = keyof typeof english;
export type Words = (key: Key, slots?: Readonly<Record<string, string | number>>) => string;

export function wordsIn(): Words {
  return (key, slots = {}) => english[key].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(slots[name] ?? ""));
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** `2024-02` as *February 2024*. */
export const monthInWords = (month: string): string => `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ""} ${month.slice(0, 4)}`;
