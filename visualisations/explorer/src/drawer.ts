/** The place in a source behind a statement, beside the page that it was asked from. */
import { bdi, button, h, pageOf } from "./dom";
import type { Words } from "./words";

interface Thing {
  readonly id: string;
  readonly name: string;
}

/** A piece of evidence as `/v1/evidence/{id}` tells it. */
export interface Place {
  readonly id: string;
  readonly says: string;
  readonly directness: string;
  readonly section: string | null;
  readonly source: Thing;
  readonly speaker?: Thing | null;
  readonly starts: string;
  readonly ends: string;
  readonly link?: string | null;
}

export class Drawer {
  readonly #words: Words;
  readonly #moment: URLSearchParams;
  readonly #known: ReadonlyMap<string, Place>;
  #dialog: HTMLDialogElement | null = null;

  /** `known` holds evidence that need not be fetched: in a file there is nowhere to fetch it from. */
  constructor(words: Words, moment: URLSearchParams, known: ReadonlyMap<string, Place> = new Map()) {
    [this.#words, this.#moment, this.#known] = [words, moment, known];
  }

  /** Opens every link that stands for a piece of evidence in the drawer, unless another tab or window is asked for. */
  attach(): void {
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const id = link?.dataset["evidence"];
      if (!id || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void this.open(id);
    });
  }

  async open(id: string): Promise<void> {
    const content = h("div", { class: "drawer-content", "aria-live": "polite" });
    const dialog = this.#opened(content);
    const known = this.#known.get(id);
    if (known) {
      content.append(...this.#told(known, []));
      return;
    }
    content.setAttribute("aria-busy", "true");
    try {
      const query = this.#moment.get("known_at");
      const answer = await fetch(`/v1/evidence/${encodeURIComponent(id)}${query ? `?known_at=${encodeURIComponent(query)}` : ""}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const told = (await answer.json()) as { place: Place; quotation: string | null; supports: readonly Thing[] };
      content.replaceChildren(...this.#told(told.place, told.supports, told.quotation));
    } catch {
      content.replaceChildren(h("p", { class: "fault" }, this.#words("evidence.failed")), this.#page(id));
    }
    content.removeAttribute("aria-busy");
    dialog.dataset["ready"] = id;
  }

  #opened(content: HTMLElement): HTMLDialogElement {
    this.#dialog?.remove();
    const dialog = h("dialog", { class: "drawer", "aria-labelledby": "drawer-heading" });
    const close = button(this.#words("panel.close"), () => dialog.close(), { class: "quiet" });
    dialog.append(h("header", {}, h("h2", { id: "drawer-heading" }, this.#words("evidence")), close), content);
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    this.#dialog = dialog;
    return dialog;
  }

  #told(place: Place, supports: readonly Thing[], quotation: string | null = null): HTMLElement[] {
    const w = this.#words;
    const where = h("p", {}, this.#linked(place.source));
    if (place.section) where.append(", ", w("evidence.section", { section: "" }), bdi(place.section));
    if (place.speaker) where.append(", ", w("evidence.speaker", { speaker: "" }), this.#linked(place.speaker));
    const parts: HTMLElement[] = [
      h("h3", {}, w("evidence.says")),
      h("p", {}, bdi(place.says), place.directness === "inferred" && h("span", { class: "mark" }, w("evidence.inferred"))),
      h("h3", {}, w("evidence.where")),
      where,
      h("p", { class: "quoted" }, `${w("evidence.from")} `, h("q", { dir: "auto" }, place.starts), ` ${w("evidence.to")} `, h("q", { dir: "auto" }, place.ends)),
    ];
    if (quotation) parts.push(h("blockquote", { dir: "auto" }, quotation));
    if (place.link) parts.push(h("p", {}, h("a", { href: place.link, rel: "noreferrer" }, w("evidence.open"))));
    if (supports.length) parts.push(h("h3", {}, w("evidence.supports")), h("ul", {}, ...supports.map((thing) => h("li", {}, this.#linked(thing)))));
    if (!this.#known.size) parts.push(this.#page(place.id));
    return parts;
  }

  #linked(thing: Thing): HTMLElement {
    return this.#known.size ? bdi(thing.name) : h("a", { href: pageOf(thing.id, this.#moment) }, bdi(thing.name));
  }

  #page(id: string): HTMLElement {
    return h("p", {}, h("a", { href: pageOf(id, this.#moment) }, this.#words("evidence.page")));
  }
}

