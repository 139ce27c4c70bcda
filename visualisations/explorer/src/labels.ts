/** Where the names of marks stand: below them, or on a map wherever they cover the least. */
import type { Camera } from "./fit";
import { labelBox, labelled, overlap, wayOf, wide, type Box, type Mark, type Scene } from "./scene";

export interface Label {
  readonly anchor: "middle" | "start" | "end";
  /** Of the text's line, from the middle of the mark. */
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

/** Of more lines than these, names may cross any. */
const FEW = 150;
const PARTS = [0.06, 0.14, 0.22, 0.3, 0.38, 0.46, 0.54, 0.62, 0.7, 0.78, 0.86, 0.92, 0.96, 0.98, 0.99];

/** The labels that have room, and all of those that must be seen. */
export function labelsOf(scene: Scene, camera: Camera, width: number, always: ReadonlySet<number>): Map<number, Label> {
  if (scene.ground) return around(scene, camera, width, always);
  const shown = labelled(scene.marks, camera, always);
  return new Map(scene.marks.filter(({ item }) => shown.has(item)).map((mark) => [mark.item, below(mark, camera)]));
}

function below(mark: Mark, camera: Camera): Label {
  return { anchor: "middle", x: 0, y: mark.radius + 15, box: labelBox(mark, camera) };
}

function around(scene: Scene, camera: Camera, width: number, always: ReadonlySet<number>): Map<number, Label> {
  const circles = new Map(scene.marks.map((mark) => [mark.item, circleOf(mark, camera)]));
  const crossed = scene.lines.length > FEW ? [] : scene.lines.flatMap((line) => pointsOf(wayOf(line, camera)));
  const shown = new Map<number, Label>();
  const order = [...scene.marks].sort((a, b) => Number(always.has(b.item)) - Number(always.has(a.item)) || b.radius - a.radius || a.item - b.item);
  for (const mark of order) {
    const taken = [...[...circles].filter(([item]) => item !== mark.item).map(([, box]) => box), ...[...shown.values()].map(({ box }) => box)];
    const free = sides(mark, camera).filter(({ box }) => box[0] >= 0 && box[2] <= width && !taken.some((other) => overlap(box, other)));
    const crossings = ({ box }: Label): number => crossed.filter(([x, y]) => x > box[0] && x < box[2] && y > box[1] && y < box[3]).length;
    const [best] = free.map((label) => [crossings(label), label] as const).sort(([a], [b]) => a - b);
    if (best) shown.set(mark.item, best[1]);
    else if (always.has(mark.item)) shown.set(mark.item, below(mark, camera));
  }
  return shown;
}

/** The places for a label, the best first. */
function sides(mark: Mark, camera: Camera): Label[] {
  const [x, y] = [mark.x * camera.scale + camera.x, mark.y * camera.scale + camera.y];
  const [long, away] = [wide(mark.label) + 6, mark.radius + 4];
  return [
    { anchor: "start", x: away, y: 4, box: [x + away, y - 9, x + away + long, y + 9] },
    { anchor: "end", x: -away, y: 4, box: [x - away - long, y - 9, x - away, y + 9] },
    below(mark, camera),
    { anchor: "middle", x: 0, y: -away - 3, box: [x - long / 2, y - away - 16, x + long / 2, y - away] },
  ];
}

export function circleOf(mark: Mark, camera: Camera): Box {
  const [x, y, r] = [mark.x * camera.scale + camera.x, mark.y * camera.scale + camera.y, mark.radius];
  return [x - r, y - r, x + r, y + r];
}

function pointsOf(way: ReturnType<typeof wayOf>): [number, number][] {
  return PARTS.map((part) => {
    const rest = 1 - part;
    const at = (one: number, bend: number, other: number): number => rest * rest * one + 2 * rest * part * bend + part * part * other;
    return [at(way.x1, way.cx, way.x2), at(way.y1, way.cy, way.y2)];
  });
}
