/** The slider for *as of*: month by month from the first to the last day that bounds anything, then everything. It plays by
 * itself unless people want less motion. */
import { button, h } from "./dom";
import type { NetworkData } from "./model";
import { monthInWords, type Words } from "./words";

const PACE = 700;

export class TimeSlider {
  readonly element: HTMLElement;
  readonly #months: string[];
  readonly #input: HTMLInputElement;
  readonly #said: HTMLOutputElement;
  readonly #play: HTMLButtonElement;
  readonly #words: Words;
  #timer = 0;

  /** `moved` is called with a month, or with nothing for all that is known; `settled` says whether it rests there. */
  constructor(data: NetworkData, words: Words, moved: (month: string, settled: boolean) => void) {
    this.#words = words;
    this.#months = monthsOf(data);
    const most = this.#months.length;
    this.#input = h("input", { type: "range", min: 0, max: most, value: most, id: "time-slider", "aria-describedby": "time-said" });
    this.#said = h("output", { id: "time-said", for: "time-slider" });
    this.#play = button(words("time.play"), () => this.#toggle(moved), { class: "quiet" });
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    const rest = (): void => {
      this.#play.hidden = still.matches;
      if (still.matches && this.#timer) this.#rest(moved);
    };
    still.addEventListener("change", rest);
    rest();
    this.#input.addEventListener("input", () => this.#say(moved, false));
    this.#input.addEventListener("change", () => this.#say(moved, true));
    this.element = h("div", { class: "time", hidden: most < 2 }, h("label", { for: "time-slider" }, words("time")), this.#input, this.#play, this.#said);
  }

  /** Puts the slider where a state is, without calling back. */
  set(asOf: string): void {
    const at = this.#months.findIndex((month) => month >= asOf.slice(0, 7));
    this.#input.value = String(!asOf || at < 0 ? this.#months.length : at);
    this.#tell();
  }

  get #month(): string {
    return this.#months[Number(this.#input.value)] ?? "";
  }

  #tell(): void {
    const said = this.#month ? this.#words("time.by", { month: monthInWords(this.#month) }) : this.#words("time.all");
    this.#said.textContent = said;
    this.#input.setAttribute("aria-valuetext", said);
  }

  #say(moved: (month: string, settled: boolean) => void, settled: boolean): void {
    this.#tell();
    moved(this.#month, settled);
  }

  #toggle(moved: (month: string, settled: boolean) => void): void {
    if (this.#timer) return this.#rest(moved);
    if (Number(this.#input.value) >= this.#months.length) this.#input.value = "0";
    this.#play.textContent = this.#words("time.stop");
    this.#say(moved, false);
    this.#timer = window.setInterval(() => {
      const next = Number(this.#input.value) + 1;
      this.#input.value = String(next);
      const done = next >= this.#months.length;
      this.#say(moved, done);
      if (done) this.#stop();
    }, PACE);
  }

  /** Stops where it is, which is then what was chosen. */
  #rest(moved: (month: string, settled: boolean) => void): void {
    this.#stop();
    this.#say(moved, true);
  }

  #stop(): void {
    window.clearInterval(this.#timer);
    this.#timer = 0;
    this.#play.textContent = this.#words("time.play");
  }
}

/** Every month from January of the year in which something was first so, to the last; at most the last 50 years. */
export function monthsOf(data: NetworkData): string[] {
  const days = data.links.flatMap((link) => (link.day ? [link.day.slice(0, 7)] : [])).sort();
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last) return [];
  const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  const from = Math.max(number(`${first.slice(0, 4)}-01`), number(last) - 600);
  return Array.from({ length: number(last) - from + 1 }, (_, turn) => {
    const month = from + turn;
    return `${String(Math.floor(month / 12)).padStart(4, "0")}-${String((month % 12) + 1).padStart(2, "0")}`;
  });
}
