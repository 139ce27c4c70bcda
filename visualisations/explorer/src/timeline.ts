/** The slider for *as of*: month by month from the first to the last day that bounds anything, then everything. It plays by
 * itself unless people want less motion. */
import { button, h } from "./dom";
import type { NetworkData } from "./model";
import { lastDay } from "./state";
import { monthInWords, type Words } from "./words";

const PACE = 700;

/** Called with a month, or with nothing for all that is known; `settled` says whether the slider rests there. */
export type Moved = (month: string, settled: boolean) => void;

export class TimeSlider {
  readonly element: HTMLElement;
  readonly #months: string[];
  readonly #input: HTMLInputElement;
  readonly #said: HTMLOutputElement;
  readonly #play: HTMLButtonElement;
  readonly #words: Words;
  readonly #moved: Moved;
  #timer = 0;

  constructor(months: string[], words: Words, moved: Moved, label = words("time")) {
    [this.#words, this.#months, this.#moved] = [words, months, moved];
    const most = this.#months.length;
    this.#input = h("input", { type: "range", min: 0, max: most, value: most, id: "time-slider", "aria-describedby": "time-said" });
    this.#said = h("output", { id: "time-said", for: "time-slider" });
    this.#play = button(words("time.play"), () => this.#toggle(), { class: "quiet" });
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const rest = (): void => {
      this.#play.hidden = still.matches;
      if (still.matches) this.rest();
    };
    still.addEventListener("change", rest);
    rest();
    this.#input.addEventListener("input", () => this.#say(false));
    this.#input.addEventListener("change", () => this.#say(true));
    this.element = h("div", { class: "time", hidden: most < 2 }, h("label", { for: "time-slider" }, label), this.#input, this.#play, this.#said);
  }

  /** Puts the slider where a state is, without calling back. */
  set(asOf: string): void {
    const at = this.#months.findIndex((month) => month >= lastDay(asOf).slice(0, 7));
    this.#input.value = String(!asOf || at < 0 ? this.#months.length : at);
    this.#tell();
  }

  /** Tells what is wrong in the place of the month. */
  fail(told: string): void {
    this.#said.textContent = told;
  }

  /** Stops where it is, which is then what was chosen; nothing if it does not play. */
  rest(): void {
    if (!this.#timer) return;
    this.#stop();
    this.#say(true);
  }

  get #month(): string {
    return this.#months[Number(this.#input.value)] ?? "";
  }

  #tell(): void {
    const said = this.#month ? this.#words("time.by", { month: monthInWords(this.#month) }) : this.#words("time.all");
    this.#said.textContent = said;
    this.#input.setAttribute("aria-valuetext", said);
  }

  #say(settled: boolean): void {
    this.#tell();
    this.#moved(this.#month, settled);
  }

  #toggle(): void {
    if (this.#timer) return this.rest();
    if (Number(this.#input.value) >= this.#months.length) this.#input.value = "0";
    this.#play.textContent = this.#words("time.stop");
    this.#say(false);
    this.#timer = window.setInterval(() => {
      const next = Number(this.#input.value) + 1;
      this.#input.value = String(next);
      const done = next >= this.#months.length;
      this.#say(done);
      if (done) this.#stop();
    }, PACE);
  }

  #stop(): void {
    window.clearInterval(this.#timer);
    this.#timer = 0;
    this.#play.textContent = this.#words("time.play");
  }
}

/** The months of a network. */
export function monthsOf(data: NetworkData): string[] {
  const days = data.links.flatMap((link) => (link.day ? [link.day.slice(0, 7)] : [])).sort();
  return monthsBetween(days[0], days.at(-1));
}

/** Every month from January of the year in which something was first so, to the last; at most the last 50 years. */
export function monthsBetween(first: string | undefined, last: string | undefined): string[] {
  if (!first || !last) return [];
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  const from = Math.max(number(`${first.slice(0, 4)}-01`), number(last) - 600);
  return Array.from({ length: number(last) - from + 1 }, (_, turn) => {
    const month = from + turn;
    return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}
