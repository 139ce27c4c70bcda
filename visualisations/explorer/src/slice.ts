/** Which part of the network is shown. The same rules as visualisations/selection.py and filters.py; a test compares. */
import { isLearning, type Item, type Link, type NetworkData } from "./model";
import { lastDay, type State } from "./state";

/** How many links away from a focus still belongs to what is around it. */
const RINGS = 2;

/** Positions of items and links in the data; `total` is how many items the filters leave. */
export interface Slice {
  readonly items: readonly number[];
  readonly links: readonly number[];
  readonly total: number;
}

/** What is on the way between two cities: shown whatever the filters and the limit. */
export interface Along {
  readonly items: ReadonlySet<number>;
  readonly links: ReadonlySet<number>;
}

export const NO_WAY: Along = { items: new Set(), links: new Set() };

export function allowed(link: Link, data: NetworkData, state: State): boolean {
  return certain(link, state) && chosen(link, data, state);
}

/** Whether it was certainly so by the day. */
function certain(link: Link, state: State): boolean {
  const day = lastDay(state.asOf);
  return !day || (link.day !== null && link.day <= day);
}

function chosen(link: Link, data: NetworkData, state: State): boolean {
  const { theme, practice, kind, grade, country, region, partner, stage } = state;
  if (theme && !link.subjects.includes(theme)) return false;
  if (practice && !link.subjects.includes(practice)) return false;
  if (kind && kind !== link.kind && kind !== link.learning) return false;
  if (grade && (link.grade === null || link.grade > grade)) return false;
  if (partner && !link.partners.includes(partner)) return false;
  if (stage && stage !== stageBy(link, lastDay(state.asOf))) return false;
  if (country && !ends(link, data).includes(country)) return false;
  if (region) {
    const inside = data.choices.regions.find((choice) => choice.id === region)?.countries ?? [];
    if (!ends(link, data).some((end) => inside.includes(end))) return false;
  }
  return true;
}

/** The last stage of what came of it that was certainly reached by a day; without a day the last of all. */
function stageBy({ stages }: Link, day: string): string | undefined {
  return stages.findLast(([known]) => !day || (known !== null && known <= day))?.[1];
}

function ends(link: Link, data: NetworkData): string[] {
  return [link.start, link.end].map((end) => data.items[end]?.country ?? "");
}

/**
 * Outwards from the seeds, ring by ring; without a focus the busiest. Learning flows count before other ties. `seeds` are
 * the items that the focus may stand for: itself, or of what is no city or body all that the records about it name and that
 * the filters leave. Those that were expanded bring what is beside them, beyond the usual number.
 */
export function slice(data: NetworkData, state: State, seeds: readonly number[], limit = state.limit, way: Along = NO_WAY): Slice {
  const shows = (link: Link, number: number): boolean => certain(link, state) && (way.links.has(number) || chosen(link, data, state));
  const links = data.links.map((_, number) => number).filter((number) => shows(data.links[number]!, number));
  const weight = new Map<number, number>();
  const around = new Map<number, Set<number>>();
  for (const number of links) {
    const link = data.links[number]!;
    for (const [one, other] of [[link.start, link.end], [link.end, link.start]] as const) {
      weight.set(one, (weight.get(one) ?? 0) + (isLearning(link) ? 1000 : 1));
      around.set(one, (around.get(one) ?? new Set()).add(other));
    }
  }
  const busiestFirst = (items: Iterable<number>): number[] =>
    [...items].sort((a, b) => (weight.get(b) ?? 0) - (weight.get(a) ?? 0) || a - b);
  const beside = (items: Iterable<number>): Set<number> => new Set([...items].flatMap((item) => [...(around.get(item) ?? [])]));

  const stands = seeds.filter((seed) => weight.has(seed) || standsAlone(data.items[seed]!, state));
  let first: number[];
  if (state.focus) {
    first = busiestFirst(stands);
    let ring = new Set(stands);
    for (let turn = 0; turn < RINGS; turn++) {
      ring = new Set([...beside(ring)].filter((item) => !first.includes(item)));
      first.push(...busiestFirst(ring));
    }
  } else {
    first = busiestFirst(weight.keys());
  }
  const expanded = state.more.map((id) => data.items.findIndex((item) => item.id === id)).filter((item) => weight.has(item));
  const shown = new Set([...first.slice(0, limit), ...expanded, ...beside(expanded), ...way.items]);
  return {
    items: [...shown].sort((a, b) => a - b),
    links: links.filter((number) => shown.has(data.links[number]!.start) && shown.has(data.links[number]!.end)),
    total: new Set([...weight.keys(), ...stands, ...way.items]).size,
  };
}

/** Whether an item is the focus itself, and so is shown also where it has no connection. A country stands for what lies there. */
export const standsAlone = (item: Item, { focus }: Pick<State, "focus">): boolean => item.id === focus && item.kind !== "country";
