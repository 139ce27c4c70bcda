/** Shapes and colours of marks and lines; those of items come with the data (visualisations/palette.py). */
export const INK = "#16202a";
export const PAPER = "#ffffff";
/** Of names that are not what was chosen: still a contrast of 7 on paper. */
export const SOFT = "#4c5a66";

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
}

const STROKES: Readonly<Record<string, Stroke>> = {
  flow: { colour: "#005a8c", width: 2.5, dash: [] },
  partnership: { colour: "#8a6100", width: 1.5, dash: [5, 4] },
  support: { colour: "#8a6100", width: 1.5, dash: [5, 4] },
  work: { colour: "#7b868e", width: 1.5, dash: [2, 4] },
};

export const strokeOf = (kind: string): Stroke => STROKES[kind] ?? STROKES["work"]!;

/** The outline of a shape around the origin as points; a circle has none. */
export function outline(shape: string, radius: number): [number, number][] | null {
  const r = radius;
  switch (shape) {
    case "square":
      return [[-r, -r], [r, -r], [r, r], [-r, r]].map(([x, y]) => [x! * 0.9, y! * 0.9]);
    case "triangleDown":
      return [[-r, -0.8 * r], [r, -0.8 * r], [0, 1.1 * r]];
    case "triangle":
      return [[-r, 0.8 * r], [r, 0.8 * r], [0, -1.1 * r]];
    case "diamond":
      return [[0, -1.2 * r], [1.2 * r, 0], [0, 1.2 * r], [-1.2 * r, 0]];
    case "hexagon":
      return Array.from({ length: 6 }, (_, turn) => [r * 1.05 * Math.cos((turn * Math.PI) / 3), r * 1.05 * Math.sin((turn * Math.PI) / 3)]);
    default:
      return null;
  }
}
