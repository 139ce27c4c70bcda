import { geoDistance } from "d3-geo";
import { expect, test } from "vitest";
import { namesShown } from "../src/ground";
import { circleOf, labelsOf } from "../src/labels";
import { MapChart, projectionFor, type Outlines } from "../src/map";
import type { Item, NetworkData } from "../src/model";
import { fit } from "../src/fit";
import { overlap, sceneOf, wayOf } from "../src/scene";
import { slice } from "../src/slice";
import { stateOf } from "../src/state";
import outlines from "../../pages/static/outlines.json";
import { DATA } from "./example";

const SIZE = [800, 540] as const;
const chart = new MapChart(outlines as unknown as Outlines, DATA);
const part = slice(DATA, stateOf(new URLSearchParams()), []);
chart.aim(DATA.items, SIZE);
const scene = sceneOf(DATA, part, chart);
const camera = fit(scene.marks, 800, 540, 7);

/** A city at degrees east and north. */
const city = (longitude: number, latitude: number): Item => ({ ...DATA.items[0]!, longitude, latitude });

test("cities stand where they lie, and what has no place is not drawn", () => {
  const [arda, bela, dalma] = [0, 1, 2].map((item) => scene.marks.find((mark) => mark.item === item)!);

  expect(scene.marks.map((mark) => mark.item)).toEqual([0, 1, 2]);
  expect(dalma!.x).toBeLessThan(bela!.x);
  expect(bela!.x).toBeLessThan(arda!.x);
  expect(bela!.y).toBeLessThan(arda!.y);
  expect(scene.lines.map((line) => DATA.links[line.link]!.record)).toEqual(["flow:one", "flow:two", "flow:three"]);
});

test("what is drawn and what is not are together what the table has", () => {
  const drawn = new Set(scene.marks.map((mark) => mark.item));

  expect(drawn.size + part.items.filter((item) => !drawn.has(item)).length).toBe(part.items.length);
  expect(scene.lines.length).toBe(part.links.filter((link) => [DATA.links[link]!.start, DATA.links[link]!.end].every((end) => drawn.has(end))).length);
});

test("each arc is apart from those beside it, and from those that come back", () => {
  const back: NetworkData = { ...DATA, links: [...DATA.links, { ...DATA.links[0]!, start: 1, end: 0 }] };
  const lines = sceneOf(back, slice(back, stateOf(new URLSearchParams()), []), chart).lines.filter((line) => line.from.item + line.to.item === 1);
  const middles = lines.map((line) => wayOf(line, camera)).map(({ cx, cy }) => [cx, cy] as const);

  expect(lines.length).toBe(3);
  for (const [turn, [x, y]] of middles.entries()) {
    for (const [cx, cy] of middles.slice(turn + 1)) expect(Math.hypot(cx - x, cy - y)).toBeGreaterThan(20);
  }
});

test.each([
  ["a region", [[35, 33], [10, 36], [-5, 34]]],
  ["around the line of dates", [[178, -18], [-172, -14], [174, -41]]],
])("distances are nearly true in %s", (_, points) => {
  const project = projectionFor(points as [number, number][]);
  const [one, two] = points as [number, number][];
  const [[ax, ay], [bx, by]] = [project(one!)!, project(two!)!];
  const told = Math.hypot(ax - bx, ay - by) / project.scale();

  expect(Math.abs(told / geoDistance(one!, two!) - 1)).toBeLessThan(0.025);
});

test.each([
  ["nothing", []],
  ["both sides of the earth", [[0, 0], [180, 0]]],
  ["poles", [[0, 90], [0, -90]]],
  ["three continents", [[-74, 41], [36, -1], [151, -34]]],
])("%s is shown on a map of the world, with numbers", (_, points) => {
  const project = projectionFor(points as [number, number][]);
  const world = new MapChart(outlines as unknown as Outlines, DATA);
  world.aim((points as [number, number][]).map(([x, y]) => city(x, y)), SIZE);

  expect(project.rotate()).toEqual([-11, 0, 0]);
  expect(`${world.ground!.sphere}${world.ground!.land}${world.ground!.borders}`).not.toMatch(/NaN|Infinity/);
  for (const point of points as [number, number][]) expect(project(point)!.every(Number.isFinite)).toBe(true);
});

test("a single city has its surroundings", () => {
  const lone = new MapChart(outlines as unknown as Outlines, DATA);
  lone.aim([city(-5, 34)], SIZE);

  expect(lone.placeOf(city(-5, 34))!.map((place) => Math.abs(Math.round(place)))).toEqual([0, 0]);
  expect(lone.placeOf(city(-5, 35))![1]).toBeLessThan(-20);
  expect(lone.placeOf(city(-5, 35))![1]).toBeGreaterThan(-60);
});

test("it stays where it is when nothing is left", () => {
  const before = chart.ground;
  chart.aim([], SIZE);
  chart.aim([DATA.items[3]!], SIZE);

  expect(chart.ground).toBe(before);
});

test("countries of the data have their names, in the data's words", () => {
  expect(chart.ground!.names.map((name) => name.text).sort()).toEqual(["Jordan", "Morocco", "Tunisia"]);
});

test("no name covers a mark, another name, or the edge", () => {
  const close = { ...DATA, items: [city(10, 36), city(10.5, 36.2), city(10.2, 35.7), city(9.6, 36.1), city(9.9, 36.6)].map((item, turn) => ({ ...item, id: `city:${turn}` })), links: [] };
  const all = { items: [0, 1, 2, 3, 4], links: [], total: 5 };
  for (const scale of [0.05, 0.4, 1.5, 12]) {
    const near = { scale, x: 200, y: 150 };
    const drawn = sceneOf(close, all, chart);
    const labels = labelsOf(drawn, near, 400, new Set());
    const boxes = [...labels].map(([item, { box }]) => [item, box] as const);
    for (const [turn, [item, box]] of boxes.entries()) {
      expect(box[0] >= 0 && box[2] <= 400).toBe(true);
      expect(drawn.marks.some((mark) => mark.item !== item && overlap(circleOf(mark, near), box))).toBe(false);
      expect(boxes.slice(turn + 1).some(([, other]) => overlap(other, box))).toBe(false);
    }
    const taken = [...drawn.marks.map((mark) => circleOf(mark, near)), ...boxes.map(([, box]) => box)];
    for (const [x, y] of namesShown(chart.ground!, near, 400, taken).values()) {
      expect(taken.some((box) => overlap(box, [x, y, x, y]))).toBe(false);
    }
  }
});

test("a name that must be seen is seen", () => {
  const tiny = { scale: 0.001, x: 200, y: 150 };

  expect([...labelsOf(scene, tiny, 400, new Set([0, 1, 2])).keys()].sort()).toEqual([0, 1, 2]);
});
