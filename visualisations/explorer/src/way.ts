/** The documented way between two cities: the service finds it (`/v1/path`), the picture sets it apart, the panel tells it. */
import { bdi, button, h } from "./dom";
import type { NetworkData } from "./model";
import { NO_WAY, type Along } from "./slice";
import type { State } from "./state";
import type { Telling } from "./told";
import type { Words } from "./words";

interface Thing {
  readonly id: string;
  readonly name: string;
}

interface Leg {
  readonly how: string;
  readonly start: Thing;
  readonly end: Thing;
  readonly step?: { readonly record: string } | null;
  readonly engagement?: Thing | null;
  readonly evidence: readonly string[];
}

/** An answer of `/v1/path`; no legs: no way is known. */
export interface Way {
  readonly start: Thing;
  readonly end: Thing;
  readonly respects_time: boolean;
  readonly left_out: number;
  readonly legs: readonly Leg[];
}

/** Which items and links of the data are on a way. */
export function along(way: Way | null, data: NetworkData): Along {
  if (!way) return NO_WAY;
  const cities = new Set(way.legs.flatMap((leg) => [leg.start.id, leg.end.id]));
  const records = new Set(way.legs.flatMap((leg) => leg.step?.record ?? []));
  return {
    items: new Set(data.items.flatMap((item, number) => (cities.has(item.id) ? [number] : []))),
    links: new Set(data.links.flatMap((link, number) => (records.has(link.record) ? [number] : []))),
  };
}

/** Ways that were asked for, each once. `given` came with the page; in a file it is the only one. */
export class Ways {
  readonly #found = new Map<string, Way | "failed">();
  readonly #moment: URLSearchParams;
  readonly #only: Way | null;
  #last: Way | null = null;

  constructor(given: Way | null, state: State, moment: URLSearchParams, alone: boolean) {
    [this.#moment, this.#only] = [moment, alone ? given : null];
    if (given) this.#found.set(key(state), given);
  }

  /** Nothing where no two cities are chosen, `asking` where the answer is not there yet. */
  of(state: State): Way | "asking" | "failed" | null {
    if (this.#only) return this.#only;
    return wanted(state) ? (this.#found.get(key(state)) ?? "asking") : null;
  }

  /** The way, or while the next is asked for the one before it between the same two. */
  shown(state: State): Way | null {
    const found = this.of(state);
    if (found !== null && typeof found !== "string") this.#last = found;
    const same = this.#last?.start.id === state.from && this.#last.end.id === state.to && this.#last.respects_time === state.inTime;
    return found === "asking" && same ? this.#last : typeof found === "string" ? null : found;
  }

  async ask(state: State): Promise<void> {
    const query = new URLSearchParams([...this.#moment, ["from", state.from], ["to", state.to], ["respect_time", String(state.inTime)]]);
    if (state.asOf) query.set("as_of", state.asOf);
    try {
      const answer = await fetch(`/v1/path?${query}`);
      if (!answer.ok) throw new Error(String(answer.status));
      this.#found.set(key(state), (await answer.json()) as Way);
    } catch (error) {
      this.#found.set(key(state), "failed");
      console.error(error);
    }
  }
}

const wanted = ({ from, to }: State): boolean => Boolean(from && to);
const key = ({ from, to, inTime, asOf }: State): string => JSON.stringify([from, to, inTime, asOf]);

/** What the panel says of a way, or of what is needed for one. */
export function tell(found: Way | "asking" | "failed", told: Telling, words: Words, close: () => void): HTMLElement[] {
  if (found === "asking") return [h("p", { class: "hint", role: "status" }, words("way.asking"))];
  if (found === "failed") return [h("p", { class: "fault", role: "alert" }, words("way.failed"))];
  const [start, end] = [nameOf(found.start, told), nameOf(found.end, told)];
  const heading = h("h2", { id: "panel-heading", tabindex: -1 }, words("way.heading", { start, end }));
  const parts: HTMLElement[] = [h("header", {}, heading, ...(told.alone ? [] : [button(words("panel.close"), close, { class: "quiet" })]))];
  if (!found.legs.length) {
    parts.push(h("p", {}, h("strong", {}, words("way.none")), ` ${words(found.respects_time ? "way.none.time" : "way.none.hint")}`));
  } else {
    const rule = found.respects_time ? "way.time" : found.legs.some((leg) => leg.how === "met") ? "way.met" : "way.learned";
    parts.push(h("ol", { class: "told-links" }, ...found.legs.map((leg) => step(leg, told, words))), h("p", { class: "hint" }, words(rule, { start, end })));
  }
  if (found.left_out) parts.push(h("p", { class: "hint" }, words("way.left", { left: found.left_out })));
  return parts;
}

/** As the picture calls it, which is in the reader's language; the interface for programs speaks English. */
const nameOf = (thing: Thing, told: Telling): string => told.data.items.find((item) => item.id === thing.id)?.name ?? thing.name;

function step(leg: Leg, told: Telling, words: Words): HTMLElement {
  const link = told.data.links.find((one) => one.record === leg.step?.record);
  if (link) return told.statement(link);
  const [start, end] = [nameOf(leg.start, told), nameOf(leg.end, told)];
  const says = leg.engagement ? words("way.both", { start, end, engagement: leg.engagement.name }) : `${start} – ${end}`;
  return h("li", {}, h("p", {}, bdi(says)), h("p", { class: "meta" }, told.evidence({ says, evidence: leg.evidence })));
}
