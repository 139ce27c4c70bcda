/** Adds to the pages what needs a script: evidence beside the page, and the picture of the network. */
import { button, h } from "./dom";
import { Drawer, type Place } from "./drawer";
import type { NetworkData } from "./model";
import { NetworkExplorer } from "./network";
import { wordsIn } from "./words";

const words = wordsIn();
const asked = new URLSearchParams(location.search);
const moment = new URLSearchParams([...asked].filter(([name]) => name === "known_at"));

/** What a file carries with it, packed; a page of the service fetches. */
async function inside<T>(id: string): Promise<T | null> {
  const text = document.getElementById(id)?.textContent;
  if (!text) return null;
  const bytes = Uint8Array.from(atob(JSON.parse(text) as string), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return (await new Response(unpacked).json()) as T;
}

async function start(): Promise<void> {
  const evidence = await inside<Place[]>("evidence-data");
  new Drawer(words, moment, new Map(evidence?.map((place) => [place.id, place]))).attach();
  const root = document.querySelector<HTMLElement>("[data-view=network]");
  if (root) await network(root, await inside<NetworkData>("view-data"));
}

async function network(root: HTMLElement, given: NetworkData | null): Promise<void> {
  if (matchMedia("(max-width: 44rem)").matches) document.getElementById("table")?.after(root); // lists first
  root.replaceChildren(h("p", { class: "hint", role: "status" }, words("loading")));
  try {
    const data = given ?? (await fetched(root.dataset["source"] ?? ""));
    new NetworkExplorer(
      data,
      {
        root,
        form: document.querySelector<HTMLFormElement>("form.filters"),
        rows: document.querySelector<HTMLElement>("#table tbody")!,
        caption: document.querySelector<HTMLElement>("#table caption"),
        alone: given !== null,
        seeds: JSON.parse(root.dataset["seeds"] ?? "[]") as string[],
        moment,
      },
      words,
    );
  } catch (error) {
    const again = button(words("failed.again"), () => void network(root, given));
    if (matchMedia("(max-width: 44rem)").matches) document.getElementById("table")?.after(root); // lists first
  root.replaceChildren(h("p", { class: "fault", role: "alert" }, `${words("failed")} `), again);
    document.documentElement.dataset["ready"] = "failed";
    console.error(error);
  }
}

async function fetched(source: string): Promise<NetworkData> {
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
  return (await answer.json()) as NetworkData;
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => void start());
else void start();
