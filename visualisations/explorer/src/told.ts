/** What is told of items and links in words: in the panel beside the picture, and in the table below it. */
import { bdi, button, h, own, pageOf } from "./dom";
import { isLearning, type Link, type NetworkData } from "./model";
import type { Slice } from "./slice";
import type { Words } from "./words";

/** What the buttons of an item do. `started` is the city at which a way was begun. */
export interface Doing {
  readonly started: string;
  focus(id: string): void;
  more(id: string): void;
  from(id: string): void;
  to(id: string): void;
  close(): void;
}

export class Telling {
  readonly data: NetworkData;
  readonly #words: Words;
  readonly #moment: URLSearchParams;
  /** In a file links lead to the places in it, not to pages of a service. */
  readonly alone: boolean;

  constructor(data: NetworkData, words: Words, moment: URLSearchParams, alone: boolean) {
    [this.data, this.#words, this.#moment, this.alone] = [data, words, moment, alone];
  }

  name(item: number): string {
    return this.data.items[item]?.name ?? "";
  }

  thing(item: number): HTMLElement {
    const { id, name } = this.data.items[item]!;
    return this.alone ? bdi(name) : h("a", { href: pageOf(id, this.#moment) }, bdi(name));
  }

  /** Links to the evidence of a link, each saying of what it is. */
  evidence(link: Pick<Link, "says" | "evidence">): HTMLElement {
    if (!link.evidence.length) return h("span", { class: "hint" }, this.#words("sure.none"));
    const total = link.evidence.length;
    const links = link.evidence.map((id, number) => {
      const label = `${this.#words("evidence.number", { number: number + 1, total })}: ${link.says}`;
      const href = this.alone ? `#${id.replace(":", "-")}` : pageOf(id, this.#moment);
      return h("a", { href, "data-evidence": id, "aria-label": label, class: "evidence-link" }, String(number + 1));
    });
    return h("span", { class: "evidence-links" }, this.#words("evidence"), ...links.flatMap((one) => [" ", one]));
  }

  sure(link: Link): string {
    return link.grade ? this.#words("sure", { grade: link.grade }) : this.#words("sure.none");
  }

  statement(link: Link): HTMLElement {
    const day = link.day ? this.#words("by", { day: link.day }) : this.#words("by.none");
    return h("li", {}, h("p", {}, own(link.says)), h("p", { class: "meta" }, `${this.sure(link)} · ${day} · `, this.evidence(link)));
  }

  /** The rows of the table: just these links. */
  rows(links: readonly number[]): HTMLTableRowElement[] {
    return links.map((number) => {
      const link = this.data.links[number]!;
      return h(
        "tr",
        { class: `row-${link.kind}`, "data-link": number },
        h("td", {}, this.thing(link.start)),
        h("td", {}, this.thing(link.end)),
        h("td", {}, bdi(link.label)),
        h("td", {}, own(link.says)),
        h("td", { class: "when" }, link.day ?? "–"),
        h("td", {}, link.grade ?? "–"),
        h("td", {}, this.evidence(link)),
      );
    });
  }

  /** The same rows for a spreadsheet, with names and identifiers. */
  cells(links: readonly number[]): string[][] {
    const rows = links.map((number) => {
      const link = this.data.links[number]!;
      const [start, end] = [this.data.items[link.start]!, this.data.items[link.end]!];
      return [start.name, end.name, link.label, link.says, link.day ?? "", link.grade ?? "", link.kind, link.record, start.id, end.id, link.evidence.join(" ")];
    });
    return [["from", "to", "about", "in words", "certainly so by", "how sure", "kind", "record", "from id", "to id", "evidence"], ...rows];
  }

  /** What the panel says of an item: whom it learned from, whom it shared with, and its other ties. */
  item(item: number, part: Slice, does: Doing): HTMLElement[] {
    const w = this.#words;
    const { id, kind, name, detail } = this.data.items[item]!;
    const links = part.links.map((number) => this.data.links[number]!);
    const groups: [string, Link[]][] = [
      [w("panel.learned"), links.filter((link) => isLearning(link) && link.end === item)],
      [w("panel.shared"), links.filter((link) => isLearning(link) && link.start === item)],
      [w("panel.ties"), links.filter((link) => !isLearning(link) && (link.start === item || link.end === item))],
    ];
    const told = groups.filter(([, found]) => found.length).flatMap(([heading, found]) => [
      h("h3", {}, `${heading} (${found.length})`),
      h("ul", { class: "told-links" }, ...found.map((link) => this.statement(link))),
    ]);
    const actions = h("p", { class: "actions" });
    if (!this.alone) {
      actions.append(button(w("panel.focus"), () => does.focus(id)), button(w("panel.more"), () => does.more(id)));
      if (kind === "city") actions.append(button(w("way.from"), () => does.from(id)));
      if (kind === "city" && does.started && does.started !== id) actions.append(button(w("way.to"), () => does.to(id)));
    }
    return [
      h("header", {}, h("h2", { id: "panel-heading", tabindex: -1 }, bdi(name)), button(w("panel.close"), () => does.close(), { class: "quiet" })),
      h("p", { class: "hint" }, bdi(detail)),
      actions,
      ...(told.length ? told : [h("p", {}, w("panel.nothing"))]),
      ...(this.alone ? [] : [h("p", {}, h("a", { href: pageOf(id, this.#moment) }, w("panel.page")))]),
    ];
  }

  /** What a map does not draw: items without a place, and connections of theirs. */
  offMap(off: readonly number[], drawn: number, links: number): HTMLElement[] {
    const counted = drawn < links && h("p", {}, this.#words("map.drawn", { drawn, links }));
    const listed = off.length > 0 && h("details", {}, h("summary", {}, this.#words("map.off", { off: off.length })), h("ul", {}, ...off.map((item) => h("li", {}, this.thing(item)))));
    return [counted, listed].filter((part) => part !== false);
  }

  link(number: number, close: () => void): HTMLElement[] {
    const link = this.data.links[number]!;
    return [
      h("header", {}, h("h2", { id: "panel-heading", tabindex: -1 }, bdi(link.label)), button(this.#words("panel.close"), close, { class: "quiet" })),
      h("ul", { class: "told-links" }, this.statement(link)),
      h("p", {}, this.thing(link.start), " ", h("span", { class: "to" }, "→"), " ", this.thing(link.end)),
    ];
  }
}
