/** Where marks stand, and what lies under them: the places that the service laid out, or the earth (map.ts). */
import type { Ground } from "./ground";
import type { Item } from "./model";
import { USUAL } from "./slice";

export interface Chart {
  readonly name: "network" | "map";
  /** Items that are shown without being asked for; the service shows as many (visualisations/map_data.py). */
  readonly most: number;
  /** How much a picture may be enlarged. */
  readonly closest: number;
  /** How far every line bends to its left, as a part of its length; none: only parallel ones bend, to either side. */
  readonly bend: number;
  /** Radius of a mark that shares or learns nothing, in pixels. */
  readonly radius: number;
  readonly ground: Ground | null;
  /** Called when another part is looked at, not when time hides some of it: so that nothing moves meanwhile. */
  aim(items: readonly Item[]): void;
  /** None of what has no place. */
  placeOf(item: Item): readonly [number, number] | null;
}

export const LAYOUT: Chart = {
  name: "network",
  most: USUAL,
  closest: 12,
  bend: 0,
  radius: 9,
  ground: null,
  aim: () => undefined,
  placeOf: ({ x, y }) => [x, y],
};
