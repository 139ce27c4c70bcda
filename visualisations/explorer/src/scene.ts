/** The visible part as marks at places, before anything is drawn. Lengths in pixels at full size. */
import { LayoutChart, type Chart } from "./chart";
import type { Camera } from "./fit";
import type { Ground } from "./ground";
import { isLearning, type NetworkData } from "./model";
import type { Slice } from "./slice";

export interface Mark {
  /** Position in the data. */
  readonly item: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly shape: string;
  readonly colour: string;
  readonly label: string;
}

export interface Line {
  /** Position in the data. */
  readonly link: number;
  readonly from: Mark;
  readonly to: Mark;
  /** How far the line bends to its left, as a part of its length: parallel ones must not cover each other. */
  readonly bend: number;
  readonly kind: string;
}

export interface Scene {
  readonly marks: readonly Mark[];
  readonly lines: readonly Line[];
  readonly ground?: Ground | null;
}

const BEND = 0.16;

/** Of what has no place on a chart there is no mark, and of its links no lines. */
export function sceneOf(data: NetworkData, part: Slice, chart: Chart = new LayoutChart()): Scene {
  const learning = new Map<number, number>();
  for (const number of part.links) {
    const link = data.links[number]!;
    if (!isLearning(link)) continue;
    for (const end of [link.start, link.end]) learning.set(end, (learning.get(end) ?? 0) + 1);
  }
  const marks = part.items.flatMap((number): Mark[] => {
    const item = data.items[number]!;
    const place = chart.placeOf(item);
    if (!place) return [];
    const look = data.looks[item.kind];
    return [
      {
        item: number,
        x: place[0],
        y: place[1],
        radius: chart.radius + (chart.radius / 6) * Math.min(learning.get(number) ?? 0, 6),
        shape: look?.shape ?? "dot",
        colour: look?.colour ?? "#999999",
        label: item.name,
      },
    ];
  });
  const place = new Map(marks.map((mark) => [mark.item, mark]));
  const between = new Map<string, number>();
  const lines = part.links.flatMap((number): Line[] => {
    const link = data.links[number]!;
    const from = place.get(link.start);
    const to = place.get(link.end);
    if (!from || !to || from === to) return [];
    // those that all bend to their left are apart from those that come back
    const pair = chart.bend ? `${link.start} ${link.end}` : `${Math.min(link.start, link.end)} ${Math.max(link.start, link.end)}`;
    const before = between.get(pair) ?? 0;
    between.set(pair, before + 1);
    const side = link.start < link.end ? 1 : -1;
    const bend = chart.bend ? chart.bend * (1 + 0.7 * before) : before === 0 ? 0 : side * BEND * Math.ceil(before / 2) * (before % 2 ? 1 : -1);
    return [{ link: number, from, to, bend, kind: link.kind }];
  });
  return { marks, lines, ground: chart.ground };
}

/** The way of a line on the screen: start, the point it bends to, and where its head touches the mark it leads to. */
export function wayOf(line: Line, camera: Camera): { x1: number; y1: number; cx: number; cy: number; x2: number; y2: number } {
  const [x1, y1] = [line.from.x * camera.scale + camera.x, line.from.y * camera.scale + camera.y];
  const [xe, ye] = [line.to.x * camera.scale + camera.x, line.to.y * camera.scale + camera.y];
  const [cx, cy] = [(x1 + xe) / 2 + (ye - y1) * line.bend, (y1 + ye) / 2 - (xe - x1) * line.bend];
  const length = Math.hypot(xe - cx, ye - cy) || 1;
  const back = line.to.radius + 3;
  return { x1, y1, cx, cy, x2: xe - ((xe - cx) / length) * back, y2: ye - ((ye - cy) / length) * back };
}

/** Left, top, right and bottom on the screen. */
export type Box = readonly [number, number, number, number];

export const overlap = (one: Box, other: Box): boolean => one[2] >= other[0] && one[0] <= other[2] && one[3] >= other[1] && one[1] <= other[3];

/** About how long a label is. */
export const wide = (label: string): number => Math.min(label.length, LABEL) * 7.2 + 8;

/** Where the label of a mark stands. */
export function labelBox(mark: Mark, camera: Camera): Box {
  const long = wide(mark.label);
  const [x, y] = [mark.x * camera.scale + camera.x, mark.y * camera.scale + camera.y + mark.radius];
  return [x - long / 2, y, x + long / 2, y + 19];
}

/** Marks whose labels fit beside each other on the screen, the largest first. */
export function labelled(marks: readonly Mark[], camera: Camera, always: ReadonlySet<number>): Set<number> {
  const taken: Box[] = [];
  const shown = new Set<number>();
  const order = [...marks].sort((a, b) => Number(always.has(b.item)) - Number(always.has(a.item)) || b.radius - a.radius || a.item - b.item);
  for (const mark of order) {
    const box = labelBox(mark, camera);
    if (always.has(mark.item) || !taken.some((other) => overlap(box, other))) {
      taken.push(box);
      shown.add(mark.item);
    }
  }
  return shown;
}

/** Letters of a label that are written out. */
export const LABEL = 26;
export const shortened = (label: string): string => (label.length > LABEL ? `${label.slice(0, LABEL - 1)}…` : label);

/** Whether a label is written from right to left. */
export const leftwards = (label: string): boolean => /[\u0590-\u08ff]/.test(label);

const WAYS: Readonly<Record<string, readonly [number, number]>> = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The mark nearest to a point in a direction, for the arrow keys. */
export function nearest(marks: readonly Mark[], from: Mark, key: string): Mark | undefined {
  const [dx, dy] = WAYS[key] ?? [0, 0];
  let best: Mark | undefined;
  let least = Infinity;
  for (const mark of marks) {
    const [x, y] = [mark.x - from.x, mark.y - from.y];
    const along = x * dx + y * dy;
    if (mark === from || along <= 0) continue;
    const far = along + 2 * Math.abs(x * dy - y * dx);
    if (far < least) [best, least] = [mark, far];
  }
  return best;
}
