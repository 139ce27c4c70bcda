import { expect, test } from "vitest";
import { slice } from "../src/slice";
import { stateOf } from "../src/state";
import { DATA } from "./example";

/** `seeds` are what a focus stands for; the first of them is the focus, if it is none of its own. */
const part = (query: string, seeds: number[] = [], limit?: number) => {
  const focused = query.includes("focus=") || !seeds.length ? query : `focus=${DATA.items[seeds[0]!]!.id}&${query}`;
  const found = slice(DATA, stateOf(new URLSearchParams(focused)), seeds, limit);
  return { items: found.items.map((item) => DATA.items[item]!.name), records: found.links.map((link) => DATA.links[link]!.record), total: found.total };
};

test("everything, where nothing is chosen", () => {
  expect(part("")).toMatchObject({ total: 4, records: ["flow:one", "flow:two", "flow:three", "implementation:council"] });
});

test.each([
  ["kind=flow", ["flow:one", "flow:two", "flow:three"]],
  ["kind=inspired", ["flow:one"]],
  ["practice=practice:watch", ["flow:three"]],
  ["theme=theme:youth", ["flow:one", "flow:two", "implementation:council"]],
  ["country=country:jo", ["flow:one", "flow:two"]],
  ["region=northern-africa", ["flow:one", "flow:two", "flow:three", "implementation:council"]],
  ["region=nowhere", []],
  ["grade=C", ["flow:one", "flow:two"]],
  ["grade=A", []],
  ["partner=institution:hub", ["flow:one", "implementation:council"]],
  ["partner=institution:interior&kind=flow", []],
  ["stage=adopted", ["flow:one"]],
  ["stage=piloting", []],
  ["stage=piloting&as_of=2024-12", ["flow:one"]],
  ["stage=adopted&as_of=2024-12", []],
  ["stage=paused", ["implementation:council"]],
  ["stage=paused&as_of=2025-06", []],
  ["as_of=2024-02", ["flow:one"]],
  ["as_of=2024-01", []],
  ["as_of=2025", ["flow:one", "flow:three", "implementation:council"]],
])("%s hides the rest", (query, records) => {
  expect(part(query).records).toEqual(records);
});

test("around a focus two rings, the nearest first", () => {
  expect(part("", [0]).items).toEqual(["Arda", "Bela", "دلما"]);
  expect(part("", [0], 2).items).toEqual(["Arda", "Bela"]);
});

test("what is expanded brings what is beside it, beyond the limit", () => {
  expect(part("more=city:dalma", [0], 1).items).toEqual(["Arda", "Bela", "دلما", "Ministry"]);
  expect(part("more=city:nowhere,city:arda&country=country:ma", [3], 1).items).toEqual(["Ministry"]);
});

test("a focus without connections is shown alone", () => {
  expect(part("as_of=2001", [0])).toEqual({ items: ["Arda"], records: [], total: 1 });
});

test("a focus that is no item stands for those that the filters leave", () => {
  expect(part("focus=practice:youth-council", [0, 1, 3], 3).items).toEqual(["Arda", "Bela", "Ministry"]);
  expect(part("focus=practice:youth-council&kind=support", [0, 1, 3])).toEqual({ items: ["دلما", "Ministry"], records: ["implementation:council"], total: 2 });
  expect(part("focus=practice:youth-council&grade=A", [0, 1, 3])).toEqual({ items: [], records: [], total: 0 });
});

test("what is on the way between two is shown whatever the limit and the filters, once it was so", () => {
  const way = { items: new Set([0, 1]), links: new Set([0]) };
  const shown = (query: string) => slice(DATA, stateOf(new URLSearchParams(query)), [], 1, way);

  expect(shown("kind=support")).toEqual({ items: [0, 1], links: [0], total: 4 });
  expect(shown("kind=support&as_of=2024-01")).toMatchObject({ items: [0, 1], links: [] });
});
