/** What lies under marks and lines: outlines as the paths of SVG, in pixels at full size, and names of countries. */
import type { Camera } from "./fit";
import { overlap, type Box } from "./scene";

export interface Name {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** How wide and high what it names is. */
  readonly width: number;
  readonly height: number;
}

export interface Ground {
  readonly sphere: string;
  readonly land: string;
  readonly borders: string;
  readonly names: readonly Name[];
}

export const SEA = "#e3ecf1";
export const LAND = "#faf8f3";
export const COAST = "#9fb0bb";
export const BORDER = "#c9c4b6";
export const NAME = "#5b6670";
/** Pixels of the letters of names, which do not grow with the map. */
export const LETTERS = 11;

/** Where the names stand that have room, within what they name and beside what was there `before`. */
export function namesShown(ground: Ground, camera: Camera, width: number, before: Iterable<Box>): Map<Name, readonly [number, number]> {
  const taken = [...before];
  const shown = new Map<Name, readonly [number, number]>();
  for (const name of ground.names) {
    const long = name.text.length * LETTERS * 0.78;
    if (long > name.width * camera.scale) continue;
    const [x, middle] = [name.x * camera.scale + camera.x, name.y * camera.scale + camera.y];
    for (const y of AROUND.map((turn) => middle + turn * Math.min(16, 0.1 * name.height * camera.scale))) {
      const box: Box = [x - long / 2, y - LETTERS, x + long / 2, y + 4];
      if (box[0] < 0 || box[2] > width || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      shown.set(name, [x, y]);
      break;
    }
  }
  return shown;
}

/** Steps from the middle of a country, where its name may stand. */
const AROUND = [0, -1, 1, -2, 2];
