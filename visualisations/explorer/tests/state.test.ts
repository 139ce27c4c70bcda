import { expect, test } from "vitest";
import { lastDay, queryOf, stateOf } from "../src/state";

test("an address holds the whole state, and what is not ours stays", () => {
  const query = new URLSearchParams("known_at=3&focus=city:fes-ma&more=city:a,city:b&grade=C&limit=240&as_of=2024-02&selected=city:a");
  const state = stateOf(query);

  expect(state).toMatchObject({ focus: "city:fes-ma", more: ["city:a", "city:b"], grade: "C", asOf: "2024-02", theme: "" });
  expect([...queryOf(state, query)].sort()).toEqual([...query].sort());
});

test("a state without choices has no query of its own", () => {
  expect(queryOf(stateOf(new URLSearchParams()), new URLSearchParams("country=country:ma")).toString()).toBe("");
});

test.each([
  ["2024", "2024-12-31"],
  ["2024-02", "2024-02-29"],
  ["2023-02", "2023-02-28"],
  ["2024-06-05", "2024-06-05"],
  ["", ""],
  ["soon", ""],
])("%s means by %s", (asOf, day) => {
  expect(lastDay(asOf)).toBe(day);
});
