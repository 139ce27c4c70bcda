import { expect, test } from "vitest";
import { monthInWords, TABLES, wordsIn } from "../src/words";

const slots = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!).sort();
const english = TABLES["en"]!;

test.each(["fr", "ar"])("%s says everything, with the same slots and in its own words", (code) => {
  const table = TABLES[code]!;

  expect(Object.keys(table).sort()).toEqual(Object.keys(english).sort());
  for (const [key, text] of Object.entries(table)) {
    expect(text.trim(), key).not.toBe("");
    expect(slots(text), key).toEqual(slots(english[key as keyof typeof english]));
  }
  expect(Object.entries(table).filter(([key, text]) => text === english[key as keyof typeof english])).toHaveLength(code === "fr" ? 1 : 0); // section
});

test("months are named in the language, with Western digits", () => {
  expect(["en", "fr", "ar"].map((code) => monthInWords("2024-02", code))).toEqual(["February 2024", "février 2024", "فبراير 2024"]);
});

test("a page in a language without a table is read in English", () => {
  expect(wordsIn("de")("panel.close")).toBe("Close");
});
