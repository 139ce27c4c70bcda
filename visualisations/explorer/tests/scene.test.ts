import { expect, test } from "vitest";
import { fit } from "../src/fit";
import { labelled, nearest, sceneOf, wayOf } from "../src/scene";
import { spread } from "../src/spread";
import { slice } from "../src/slice";
import { stateOf } from "../src/state";
import { DATA } from "./example";

const scene = sceneOf(DATA, slice(DATA, stateOf(new URLSearchParams()), []));

test("parallel lines bend apart", () => {
  const between = scene.lines.filter((line) => line.from.item === 0);

  expect(new Set(between.map((line) => line.bend)).size).toBe(2);
});

test("all marks lie within what is shown", () => {
  const camera = fit(scene.marks, 600, 400);
  for (const mark of scene.marks) {
    const [x, y] = [mark.x * camera.scale + camera.x, mark.y * camera.scale + camera.y];
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(600);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(400);
  }
});

test("a single mark stands in the middle", () => {
  expect(fit([], 600, 400)).toEqual({ scale: 1, x: 300, y: 200 });
  const camera = fit(scene.marks.slice(0, 1), 600, 400);
  expect([camera.x, camera.y]).toEqual([300, 200]);
});

test("a line ends where its mark begins", () => {
  const line = scene.lines[0]!;
  const way = wayOf(line, { scale: 1, x: 0, y: 0 });

  expect(line.to.x - way.x2).toBeCloseTo(line.to.radius + 3);
});

test("labels that would cover each other are left out, never those that must be seen", () => {
  const camera = { scale: 0.01, x: 0, y: 0 };

  expect(labelled(scene.marks, camera, new Set()).size).toBe(1);
  expect([...labelled(scene.marks, camera, new Set([0, 3]))]).toEqual(expect.arrayContaining([0, 3]));
});

test("what covers each other is moved apart, the same way each time", () => {
  const same = scene.marks.map((mark) => ({ ...mark, x: mark.item, y: 0 }));
  const places = spread(same, 600, 400);
  const camera = fit(same, 600, 400);
  const at = places.map(([x, y]) => [x * camera.scale, y * camera.scale] as const);
  const gaps = at.flatMap((one, number) => at.slice(number + 1).map((other) => Math.hypot(one[0] - other[0], one[1] - other[1])));

  expect(Math.min(...gaps)).toBeGreaterThan(40);
  expect(spread(same, 600, 400)).toEqual(places);
});

test("arrow keys lead to the nearest mark in their direction", () => {
  const at = (item: number) => scene.marks.find((mark) => mark.item === item)!;

  expect(nearest(scene.marks, at(0), "ArrowRight")?.item).toBe(1);
  expect(nearest(scene.marks, at(2), "ArrowDown")?.item).toBe(3);
  expect(nearest(scene.marks, at(0), "ArrowLeft")).toBeUndefined();
});
