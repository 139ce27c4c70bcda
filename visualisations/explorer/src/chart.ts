/** Where marks stand, and what lies under them: the places that the service laid out, or the earth (map.ts). */
import type { Ground } from "./ground";
import type { Item } from "./model";
import { spread } from "./spread";

export interface Chart {
  readonly name: "network" | "map";
  /** How much a picture may be enlarged. */
  readonly closest: number;
  /** How far every line bends to its left, as a part of its length; none: only parallel ones bend, to either side. */
  readonly bend: number;
  /** Radius of a mark that shares or learns nothing, in pixels. */
  readonly radius: number;
  readonly ground: Ground | null;
  /** Called when another part is looked at, not when time hides some of it: so that nothing moves meanwhile. */
  aim(items: readonly Item[], size: readonly [number, number]): void;
  /** None of what has no place. */
  placeOf(item: Item): readonly [number, number] | null;
}

/** The places of the layout, moved apart where they would cover each other in what is looked at. */
export class LayoutChart implements Chart {
  readonly name = "network";
  readonly closest = 12;
  readonly bend = 0;
  readonly radius = 9;
  readonly ground = null;
  #places: ReadonlyMap<string, readonly [number, number]> = new Map();

  aim(items: readonly Item[], size: readonly [number, number]): void {
    const moved = spread(items, ...size);
    this.#places = new Map(items.map((item, number) => [item.id, moved[number]!]));
  }

  placeOf(item: Item): readonly [number, number] {
    return this.#places.get(item.id) ?? [item.x, item.y];
  }
}
