// @vitest-environment jsdom
import { expect, test, vi } from "vitest";
import { stateOf } from "../src/state";
import { Telling } from "../src/told";
import { along, tell, Ways, type Way } from "../src/way";
import { wordsIn } from "../src/words";
import { DATA } from "./example";

const ARDA = { id: "city:arda", name: "Arda" };
const DALMA = { id: "city:dalma", name: "دلما" };
const BELA = { id: "city:bela", name: "Bela" };
const WAY: Way = {
  start: ARDA,
  end: DALMA,
  respects_time: false,
  left_out: 0,
  legs: [
    { how: "learned", start: ARDA, end: BELA, step: { record: "flow:one" }, evidence: ["evidence:one"] },
    { how: "learned", start: BELA, end: DALMA, step: { record: "flow:three" }, evidence: ["evidence:one"] },
  ],
};
const words = wordsIn();
const said = (found: Parameters<typeof tell>[0]): string => tell(found, new Telling(DATA, words, new URLSearchParams(), false), words, () => undefined).map((part) => part.textContent).join(" ");
const state = (query: string) => stateOf(new URLSearchParams(query));

test("the cities and flows of a way are found in the data", () => {
  expect(along(WAY, DATA)).toEqual({ items: new Set([0, 1, 2]), links: new Set([0, 2]) });
  expect(along(null, DATA).items.size).toBe(0);
});

test("each step is told with its evidence, and by which rule the way was found", () => {
  expect(said(WAY)).toMatch(/How Arda and دلما are connected.*One learned from another.*How sure: C.*Evidence 1 2.*in either direction/);
  const both = { how: "met", start: ARDA, end: DALMA, engagement: { id: "engagement:x", name: "Exchange" }, evidence: ["evidence:one"] };
  expect(said({ ...WAY, legs: [both] })).toMatch(/Arda and دلما both took part in Exchange.*Evidence 1.*No learning connects/);
  expect(said({ ...WAY, respects_time: true, left_out: 2 })).toMatch(/what Arda knew can have reached دلما.*left out: 2/);
});

test("no way known says what that means", () => {
  expect(said({ ...WAY, legs: [] })).toMatch(/No way is known.*does not say that they never learned/);
  expect(said("failed")).toMatch(/could not be asked for/);
});

test("a way is asked for once, and the one before it is shown meanwhile", async () => {
  const asked = vi.fn((_: string) => Promise.resolve(new Response(JSON.stringify({ ...WAY, legs: [] }))));
  vi.stubGlobal("fetch", asked);
  const [now, then] = [state("from=city:arda&to=city:dalma"), state("from=city:arda&to=city:dalma&as_of=2024-02")];
  const ways = new Ways(WAY, now, new URLSearchParams("known_at=3"), false);

  expect(ways.of(state("from=city:arda"))).toBeNull();
  expect(ways.shown(now)).toBe(WAY);
  expect([ways.of(then), ways.shown(then)]).toEqual(["asking", WAY]);
  expect(ways.shown(state("from=city:bela&to=city:dalma"))).toBeNull();
  await ways.ask(then);
  expect(asked.mock.calls).toEqual([["/v1/path?known_at=3&from=city%3Aarda&to=city%3Adalma&respect_time=false&as_of=2024-02"]]);
  expect(ways.shown(then)?.legs).toEqual([]);
});
