/** A page that the service makes, moved through time: each month of the slider is the page as the service tells it as of then. */
import { monthsBetween, TimeSlider } from "./timeline";
import type { Words } from "./words";

/** Pages of months that are kept, so that to go back and forth does not ask again. */
const KEPT = 120;
/** What a month shows beside the content of `main`. */
const BESIDE = ["title", "footer.bottom", "nav.languages"];

export class PageInTime {
  readonly #slider: TimeSlider;
  readonly #main: HTMLElement;
  readonly #words: Words;
  readonly #pages = new Map<string, Promise<Document>>();
  #shown = address(asOf());
  #wanted = this.#shown;
  #following = false;

  /** `place` stands directly in `main`; the slider takes its place, and never leaves it: it may be under somebody's hand. */
  constructor(place: HTMLElement, words: Words) {
    this.#words = words;
    this.#main = place.parentElement!;
    const moved = (month: string, settled: boolean): void => {
      const wanted = address(month);
      if (settled && month !== asOf()) history.pushState(null, "", wanted);
      void this.#show(wanted);
    };
    const months = monthsBetween(place.dataset["from"], place.dataset["to"]);
    this.#slider = new TimeSlider(months, words, moved, words("time.months")); // beside it the form has a field for a date
    this.#slider.set(asOf());
    place.replaceChildren(this.#slider.element);
    addEventListener("popstate", () => {
      this.#slider.set(asOf());
      if (address(asOf()) !== this.#shown || this.#following) void this.#show(address(asOf()));
    });
    this.#main.addEventListener("focusin", (event) => {
      if (!place.contains(event.target as Node)) this.#slider.rest(); // whoever reads is not to lose what is read
    });
  }

  get #place(): HTMLElement {
    return this.#slider.element.parentElement!;
  }

  /** What can be scrolled across: pictures and tables. */
  get #regions(): Element[] {
    return [...this.#main.querySelectorAll(".scroll")];
  }

  /** Shows the page at an address. Of those that are wanted while one is asked for, the newest is asked for next. */
  async #show(wanted: string): Promise<void> {
    this.#wanted = wanted;
    if (this.#following) return;
    this.#following = true;
    this.#main.setAttribute("aria-busy", "true");
    try {
      while (this.#shown !== this.#wanted) {
        const next = this.#wanted;
        this.#put(await this.#page(next));
        this.#shown = next;
      }
    } catch (error) {
      this.#slider.fail(this.#words("time.failed"));
      console.error(error);
    }
    this.#main.removeAttribute("aria-busy");
    this.#following = false;
  }

  #page(at: string): Promise<Document> {
    const known = this.#pages.get(at);
    if (known) return known;
    const asked = fetched(at);
    this.#pages.set(at, asked);
    if (this.#pages.size > KEPT) this.#pages.delete(this.#pages.keys().next().value!);
    asked.catch(() => this.#pages.delete(at));
    return asked;
  }

  /** Puts what a page says in the place of what is there, and leaves people where they look. */
  #put(page: Document): void {
    const mark = page.querySelector("main > [data-from]");
    if (!mark) throw new Error("a page without a place for its slider");
    const place = this.#place;
    const high = place.getBoundingClientRect().top;
    const across = this.#regions.map((region) => region.scrollLeft);
    for (const node of [...this.#main.childNodes]) if (node !== place) node.remove();
    place.before(...copies(mark, "previousSibling").reverse());
    place.after(...copies(mark, "nextSibling"));
    for (const part of BESIDE) document.querySelector(part)?.replaceChildren(...clones(page.querySelector(part)?.childNodes ?? []));
    this.#regions.forEach((region, turn) => (region.scrollLeft = across[turn] ?? 0));
    scrollBy({ top: place.getBoundingClientRect().top - high, behavior: "instant" });
  }
}

async function fetched(at: string): Promise<Document> {
  const answer = await fetch(at, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(`${at}: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

const asOf = (): string => new URLSearchParams(location.search).get("as_of")?.trim() ?? "";

/** This page as of a month, from its first rows on: which rows are on a later page differs from month to month. */
function address(month: string): string {
  const query = new URLSearchParams(location.search);
  if (month !== asOf()) for (const name of ["after", "columns_after"]) query.delete(name);
  if (month) query.set("as_of", month);
  else query.delete("as_of");
  return `${location.pathname}${query.size ? `?${query}` : ""}`;
}

/** Copies of the nodes beside a mark, nearest first. */
function copies(mark: Element, way: "previousSibling" | "nextSibling"): Node[] {
  const found: Node[] = [];
  for (let node = mark[way]; node; node = node[way]) found.push(node);
  return clones(found);
}

const clones = (nodes: Iterable<Node>): Node[] => [...nodes].map((node) => document.importNode(node, true));
