/** The pages of the network, laid out or on a map: puts data, choices, picture, panel, table and address together. */
import type { Chart } from "./chart";
import { button, h } from "./dom";
import type { NetworkData } from "./model";
import { Picture } from "./picture";
import { csvOf, pngOf, saveAs, svgText } from "./save";
import { sceneOf, type Scene } from "./scene";
import { slice, type Slice } from "./slice";
import { FILTERS, MOST, queryOf, stateOf, type State } from "./state";
import { monthsOf, TimeSlider } from "./timeline";
import { Telling } from "./told";
import { along, tell, Ways, type Way } from "./way";
import type { Words } from "./words";

/** Rows that are written at once. */
const ROWS = 200;

/** Where the view finds its parts in the page. `alone` is a file, which has neither a service nor an address. */
export interface Place {
  readonly root: HTMLElement;
  readonly form: HTMLFormElement | null;
  readonly rows: HTMLElement;
  readonly caption: HTMLElement | null;
  readonly alone: boolean;
  readonly seeds: readonly string[];
  /** The way between two cities that came with the page. */
  readonly way: Way | null;
  readonly moment: URLSearchParams;
  /** Whose the outlines under the picture are. */
  readonly credit?: string | undefined;
}

export class NetworkExplorer {
  readonly #data: NetworkData;
  readonly #chart: Chart;
  readonly #place: Place;
  readonly #words: Words;
  readonly #told: Telling;
  readonly #picture: Picture;
  readonly #panel = h("aside", { class: "panel", "aria-live": "polite" });
  readonly #shown = h("p", { class: "shown hint", role: "status" });
  readonly #empty = h("p", { class: "empty", hidden: true });
  readonly #rest = h("p", { class: "hint" });
  readonly #wider: HTMLButtonElement;
  readonly #off = h("div", { class: "off hint" });
  readonly #time: TimeSlider;
  readonly #undo: HTMLButtonElement;
  readonly #past: State[] = [];
  readonly #ways: Ways;
  #state: State;
  #part: Slice = { items: [], links: [], total: 0 };
  #scene: Scene = { marks: [], lines: [] };
  /** The focus that the page was made for, whose seeds the service found. */
  readonly #given: string;

  constructor(data: NetworkData, chart: Chart, place: Place, words: Words) {
    [this.#data, this.#chart, this.#place, this.#words] = [data, chart, place, words];
    this.#told = new Telling(data, words, place.moment, place.alone);
    this.#state = stateOf(place.alone ? new URLSearchParams() : new URLSearchParams(location.search));
    this.#given = this.#state.focus;
    const { way } = place;
    this.#state = way ? { ...this.#state, from: way.start.id, to: way.end.id, inTime: way.respects_time } : this.#identified(this.#state);
    this.#ways = new Ways(way, this.#state, place.moment, place.alone);
    this.#picture = new Picture(words(chart.name === "map" ? "map.label" : "picture.label"), {
      nameOf: (mark) => `${mark.label}, ${data.items[mark.item]!.detail}`,
      labelOf: (line) => data.links[line.link]!.says,
      chosen: (item) => this.#choose(item),
      followed: (link) => this.#follow(link),
      announce: (text) => (this.#shown.textContent = text),
    }, chart.closest);
    this.#time = new TimeSlider(monthsOf(data), words, (month, settled) => this.#change({ asOf: month }, settled ? "settled" : "passing"));
    this.#undo = button(words("undo"), () => this.#back(), { class: "quiet", disabled: true });
    this.#wider = button(words("shown.more"), () => this.#change({ limit: Math.min(this.#state.limit * 4, MOST) }, "settled"), { class: "quiet" });
    for (const id of ["rest", "way"]) document.getElementById(id)?.remove(); // told in the panel, and anew
    place.rows.closest(".scroll")?.after(this.#rest);
    place.root.replaceChildren(this.#tools(), this.#time.element, h("div", { class: "canvas" }, h("div", { class: "drawn" }, this.#picture.host, this.#empty), this.#panel), h("div", { class: "counted" }, this.#shown, this.#wider), this.#off);
    this.#listen();
    this.#show(true);
  }

  #tools(): HTMLElement {
    const w = this.#words;
    const sizes = [
      button("+", () => this.#picture.closer(1.3), { "aria-label": w("picture.larger") }),
      button("−", () => this.#picture.closer(1 / 1.3), { "aria-label": w("picture.smaller") }),
      button(w("picture.all"), () => this.#picture.all()),
    ];
    const saves = [
      button(w("picture.svg"), () => this.#save("svg")),
      button(w("picture.png"), () => this.#save("png")),
      button(w("table.csv"), () => this.#save("csv")),
      button(w("picture.print"), () => window.print()),
    ];
    return h("div", { class: "tools" }, h("div", { class: "zoom" }, ...sizes, this.#undo), h("div", { class: "saves" }, ...saves, h("a", { href: "#table", class: "to-table" }, w("table.show"))));
  }

  #listen(): void {
    const form = this.#place.form;
    form?.addEventListener("change", () => this.#unknown(form) || this.#fromForm(form));
    form?.addEventListener("submit", (event) => {
      if (!form || this.#unknown(form)) return; // the service knows other names, and says what it does not
      event.preventDefault();
      this.#fromForm(form);
    });
    if (!this.#place.alone) addEventListener("popstate", () => this.#change(this.#identified(stateOf(new URLSearchParams(location.search))), "again"));
  }

  /** Whether a name stands in the form that is none of the items'. */
  #unknown(form: HTMLFormElement): boolean {
    const told = new FormData(form);
    return ["focus", "from", "to"].some((name) => {
      const value = String(told.get(name) ?? "").trim();
      return value !== "" && !this.#item(value) && !(name === "focus" && value === this.#given);
    });
  }

  #fromForm(form: HTMLFormElement): void {
    const told = new FormData(form);
    const value = (name: string): string => String(told.get(name) ?? "").trim();
    const id = (name: "focus" | "from" | "to"): string => (value(name) ? (this.#item(value(name))?.id ?? this.#state[name]) : "");
    const focus = id("focus");
    const [from, to] = [id("from"), id("to")];
    const chosen = Object.fromEntries(FILTERS.map((name) => [name, value(name)]));
    this.#change({ ...chosen, asOf: value("as_of"), focus, from, to: from === to ? "" : to, inTime: value("respect_time") === "true", more: focus === this.#state.focus ? this.#state.more : [] }, "settled");
  }

  /** `passing` states are not kept in the history; `again` are those that come from there. */
  #change(change: Partial<State>, how: "settled" | "passing" | "again"): void {
    const before = this.#state;
    this.#state = { ...before, ...change };
    if (this.#asks(before)) return;
    if (how === "settled" && JSON.stringify(before) !== JSON.stringify(this.#past.at(-1))) this.#past.push(before);
    this.#undo.disabled = !this.#past.length;
    if (how === "settled") this.#record("push");
    const placed = (state: State): string => JSON.stringify({ ...state, asOf: "", selected: "" });
    this.#show(placed(before) !== placed(this.#state));
    if (how !== "passing") void this.#findWay();
  }

  /** Asks for a way that is not known yet. What was chosen meanwhile is asked for by its own change. */
  async #findWay(): Promise<void> {
    const state = this.#state;
    if (this.#ways.of(state) !== "asking") return;
    await this.#ways.ask(state);
    if (this.#state !== state) return;
    this.#show(true);
    if (document.activeElement === document.body) this.#panel.querySelector<HTMLElement>("#panel-heading")?.focus();
  }

  /** An item by its identifier or name. */
  #item(named: string): NetworkData["items"][number] | undefined {
    return this.#data.items.find((item) => item.id === named) ?? this.#data.items.find((item) => item.name === named);
  }

  /** An address may name the two cities, as a form without a script does; from here on they are identifiers. */
  #identified(state: State): State {
    const id = (named: string): string => this.#item(named)?.id ?? named;
    return { ...state, from: id(state.from), to: id(state.to) };
  }

  /** A country stands for all that lies there, which the service knows: true if its page is asked for. */
  #asks(before: State): boolean {
    const { focus } = this.#state;
    const country = this.#data.items.find((item) => item.id === focus)?.kind === "country";
    if (this.#place.alone || !country || focus === this.#given || focus === before.focus) return false;
    location.search = queryOf(this.#state, new URLSearchParams(location.search)).toString();
    return true;
  }

  /** Puts the state into the address: as a step of the history, or in the place of the last one. */
  #record(how: "push" | "replace"): void {
    if (this.#place.alone) return;
    const query = queryOf(this.#state, new URLSearchParams(location.search)).toString();
    try {
      history[`${how}State`](null, "", query ? `?${query}` : location.pathname);
    } catch {
      // a frame without an address of its own: the state lives as long as the frame
    }
  }

  #back(): void {
    const before = this.#past.pop();
    if (!before) return;
    this.#change(before, "again");
    this.#record("push");
  }

  #show(again: boolean): void {
    const state = this.#state;
    const started = performance.now();
    this.#part = this.#slice(state);
    const fresh = again || !this.#scene.marks.length; // where nothing was, nothing need stay where it is
    if (fresh) this.#aim();
    this.#scene = sceneOf(this.#data, this.#part, this.#chart);
    this.#picture.show(this.#scene, fresh);
    this.#leaves();
    this.#list(ROWS);
    const counts = { shown: this.#part.items.length, total: this.#part.total, links: this.#part.links.length, drawn: this.#scene.marks.length };
    this.#shown.textContent = this.#words(this.#chart.name === "map" ? "map.shown" : "shown", counts);
    this.#wider.hidden = counts.shown >= counts.total || state.limit >= MOST || this.#place.alone;
    if (this.#place.caption) this.#place.caption.textContent = this.#words("table.caption", counts);
    this.#time.set(state.asOf);
    this.#fill(state);
    this.#follows();
    const item = this.#data.items.findIndex(({ id }) => id === state.selected);
    this.#open(this.#part.items.includes(item) ? item : null);
    document.documentElement.dataset["ready"] = `${counts.shown} ${counts.links}`;
    document.documentElement.dataset["took"] = (performance.now() - started).toFixed(1);
  }

  /** What a state shows, with the way of `state` or of another. */
  #slice(state: State, wayOf = state): Slice {
    const way = along(this.#ways.shown(wayOf), this.#data);
    return slice(this.#data, state, this.#seeds(), this.#place.alone ? Infinity : state.limit, way);
  }

  /** Where things stand: the same at every time, so that the slider only hides. */
  #aim(): void {
    const ever = this.#slice({ ...this.#state, asOf: "" }, this.#state);
    const items = [...new Set([...ever.items, ...this.#part.items])].sort((a, b) => a - b);
    this.#chart.aim(items.map((item) => this.#data.items[item]!), this.#picture.size);
  }

  /** The table's rows, the first so many of them; the rest on demand, or a large table would take longer than its picture. */
  #list(most: number): void {
    const { links } = this.#part;
    this.#place.rows.replaceChildren(...this.#told.rows(links.slice(0, most)));
    const left = links.length - most;
    this.#rest.replaceChildren();
    if (left <= 0) return;
    const said = this.#words("table.some", { shown: most, links: links.length });
    this.#rest.append(`${said} `, button(this.#words("table.all"), () => this.#list(Infinity)));
  }

  /** What the picture does not show: nothing at all, or what has no place on a map. */
  #leaves(): void {
    const { items, links } = this.#part;
    const drawn = new Set(this.#scene.marks.map((mark) => mark.item));
    this.#empty.hidden = drawn.size > 0;
    const [said, hint] = items.length ? (["map.empty", "map.empty.hint"] as const) : (["picture.empty", "picture.empty.hint"] as const);
    this.#empty.replaceChildren(h("strong", {}, this.#words(said)), ` ${this.#words(hint)}`);
    if (this.#chart.name === "map") this.#off.replaceChildren(...this.#told.offMap(items.filter((item) => !drawn.has(item)), this.#scene.lines.length, links.length));
  }

  #seeds(): number[] {
    const { focus } = this.#state;
    if (!focus) return [];
    const ids = focus === this.#given && this.#place.seeds.length ? this.#place.seeds : [focus];
    return ids.map((id) => this.#data.items.findIndex((item) => item.id === id)).filter((item) => item >= 0);
  }

  /** The form says what is shown. */
  #fill(state: State): void {
    const form = this.#place.form;
    if (!form) return;
    const named = (id: string): string => this.#data.items.find((item) => item.id === id)?.name ?? id;
    const values: Record<string, string> = { ...Object.fromEntries(FILTERS.map((name) => [name, state[name]])), as_of: state.asOf, focus: named(state.focus), from: named(state.from), to: named(state.to) };
    const inTime = form.elements.namedItem("respect_time");
    if (inTime instanceof HTMLInputElement) inTime.checked = state.inTime;
    for (const [name, value] of Object.entries(values)) {
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) field.value = value;
    }
  }

  /** Addresses on the page that lead to what is shown in another form. */
  #follows(): void {
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-follows]")) {
      const query = queryOf({ ...this.#state, selected: "" }, new URLSearchParams(link.search));
      link.search = query.toString();
    }
  }

  #choose(item: number | null): void {
    this.#change({ selected: item === null ? "" : (this.#data.items[item]?.id ?? "") }, "passing");
    this.#record("replace");
    if (item !== null) this.#panel.querySelector<HTMLElement>("#panel-heading")?.focus();
  }

  #open(item: number | null): void {
    const { from, to } = this.#state;
    const half = from && !to && h("p", { class: "hint" }, this.#words("way.half", { name: this.#item(from)?.name ?? from }));
    if (item === null) {
      const found = this.#ways.shown(this.#state) ?? this.#ways.of(this.#state);
      const start = h("p", { class: "hint" }, this.#words("panel.start"));
      this.#panel.replaceChildren(...(found ? tell(found, this.#told, this.#words, () => this.#change({ from: "", to: "", inTime: false }, "settled")) : [half || start]));
      const { items, links } = along(this.#ways.shown(this.#state), this.#data);
      this.#picture.emphasise({ marks: items, lines: links, current: null });
      return;
    }
    const links = this.#part.links.filter((number) => [this.#data.links[number]!.start, this.#data.links[number]!.end].includes(item));
    const beside = links.flatMap((number) => [this.#data.links[number]!.start, this.#data.links[number]!.end]);
    this.#picture.emphasise({ marks: new Set([item, ...beside]), lines: new Set(links), current: item });
    this.#panel.replaceChildren(
      ...(half ? [half] : []),
      ...this.#told.item(item, this.#part, {
        started: from,
        from: (id) => {
          this.#change({ from: id, to: "" }, "settled");
          this.#panel.querySelector<HTMLElement>("#panel-heading")?.focus();
        },
        to: (id) => this.#change({ to: id, selected: "" }, "settled"),
        focus: (id) => this.#change({ focus: id, more: [] }, "settled"),
        more: (id) => this.#change({ more: [...new Set([...this.#state.more, id])] }, "settled"),
        close: () => this.#choose(null),
      }),
    );
  }

  #follow(number: number): void {
    const link = this.#data.links[number]!;
    this.#picture.emphasise({ marks: new Set([link.start, link.end]), lines: new Set([number]), current: null });
    this.#panel.replaceChildren(...this.#told.link(number, () => this.#choose(null)));
    this.#panel.querySelector<HTMLElement>("#panel-heading")?.focus();
  }

  #save(kind: "svg" | "png" | "csv"): void {
    if (kind === "csv") return saveAs(`data:text/csv;charset=utf-8,${encodeURIComponent(csvOf(this.#told.cells(this.#part.links)))}`, "network.csv");
    const { shown, total } = { shown: this.#part.items.length, total: this.#part.total };
    const footer = `Practice Atlas · ${this.#data.revision} · ${this.#data.loaded.slice(0, 10)} · ${this.#data.audience} · ${shown}/${total}${this.#state.asOf ? ` · ${this.#state.asOf}` : ""}${this.#place.credit ? ` · ${this.#place.credit}` : ""}`;
    const drawing = this.#picture.drawing;
    if (kind === "svg" && drawing instanceof SVGSVGElement) {
      saveAs(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing, footer))}`, `${this.#chart.name}.svg`);
    } else void pngOf(drawing, footer).then((address) => saveAs(address, `${this.#chart.name}.png`));
  }
}
