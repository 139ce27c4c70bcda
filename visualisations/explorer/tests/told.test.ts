// @vitest-environment jsdom
import { expect, test } from "vitest";
import { pageOf } from "../src/dom";
import { csvOf } from "../src/save";
import { slice } from "../src/slice";
import { stateOf } from "../src/state";
import { monthsOf } from "../src/timeline";
import { Telling } from "../src/told";
import { monthInWords, wordsIn } from "../src/words";
import { DATA } from "./example";

const HOSTILE = `<img src=x onerror="globalThis.ran = true">`;
const part = slice(DATA, stateOf(new URLSearchParams()), []);

test("the table has one row for each link that is shown", () => {
  const rows = new Telling(DATA, wordsIn(), new URLSearchParams("known_at=2"), false).rows(part.links);

  expect(rows.map((row) => row.dataset["link"])).toEqual(["0", "1", "2", "3"]);
  expect(rows[0]!.querySelector("a")!.getAttribute("href")).toBe("/id/city/arda?known_at=2");
  expect([...rows[0]!.querySelectorAll<HTMLElement>("[data-evidence]")].map((link) => link.dataset["evidence"])).toEqual(["evidence:one", "evidence:two"]);
});

test("what a record says is text", () => {
  const hostile = { ...DATA, items: DATA.items.map((item) => ({ ...item, name: HOSTILE })), links: DATA.links.map((link) => ({ ...link, says: HOSTILE, label: HOSTILE })) };
  const told = new Telling(hostile, wordsIn(), new URLSearchParams(), false);
  const host = document.createElement("div");
  host.append(...told.rows(part.links), ...told.link(0, () => undefined), ...told.item(0, part, { started: "", from: () => undefined, to: () => undefined, focus: () => undefined, more: () => undefined, close: () => undefined }));

  expect(host.querySelector("img")).toBeNull();
  expect(host.textContent).toContain(HOSTILE);
});

test("in a file nothing leads to a service", () => {
  const told = new Telling(DATA, wordsIn(), new URLSearchParams(), true);
  const host = document.createElement("div");
  host.append(...told.rows(part.links), ...told.item(0, part, { started: "", from: () => undefined, to: () => undefined, focus: () => undefined, more: () => undefined, close: () => undefined }));

  expect([...host.querySelectorAll("a")].map((link) => link.getAttribute("href")).filter((href) => !href!.startsWith("#"))).toEqual([]);
});

test("a spreadsheet gets the same rows, and runs nothing", () => {
  const told = new Telling({ ...DATA, items: DATA.items.map((item) => ({ ...item, name: `=1+1 "${item.name}"` })) }, wordsIn(), new URLSearchParams(), false);
  const lines = csvOf(told.cells(part.links)).trimEnd().split("\r\n");

  expect(lines.length).toBe(part.links.length + 1);
  expect(lines[1]).toMatch(/^"'=1\+1 ""Arda""","'=1\+1 ""Bela""",Youth council,/);
});

test("a slider has every month from January of the first year to the last day", () => {
  const months = monthsOf(DATA);

  expect([months[0], months.at(-1), months.length]).toEqual(["2024-01", "2025-06", 18]);
  expect(monthInWords("2024-02")).toBe("February 2024");
});

test("an identifier is one part of an address", () => {
  expect(pageOf("city:a/../b?c", new URLSearchParams())).toBe("/id/city/a%2F..%2Fb%3Fc");
});
