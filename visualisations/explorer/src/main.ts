/** Adds to the pages what needs a script: evidence beside the page, and the picture of the network. */
import { LayoutChart } from "./chart";
import { button, h } from "./dom";
import { Drawer, type Place } from "./drawer";
import { MapChart, type Outlines } from "./map";
import type { NetworkData } from "./model";
import { NetworkExplorer } from "./network";
import { PageInTime } from "./pages";
import type { Way } from "./way";
import { wordsIn } from "./words";

const words = wordsIn();
const asked = new URLSearchParams(location.search);
const moment = new URLSearchParams([...asked].filter(([name]) => name === "known_at" || name === "lang"));

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
  const place = document.querySelector<HTMLElement>("main > [data-from]");
  if (place) new PageInTime(place, words);
  const root = document.querySelector<HTMLElement>("[data-view=network], [data-view=map]");
  if (root) await network(root, await inside<NetworkData>("view-data"));
}

async function network(root: HTMLElement, given: NetworkData | null): Promise<void> {
  if (matchMedia("(max-width: 44rem)").matches) document.getElementById("table")?.after(root); // lists first
  root.replaceChildren(h("p", { class: "hint", role: "status" }, words("loading")));
  try {
    const onMap = root.dataset["view"] === "map";
    const [data, outlines] = await Promise.all([
      given ?? fetched<NetworkData>(root.dataset["source"] ?? ""),
      onMap ? inside<Outlines>("outlines-data").then((own) => own ?? fetched<Outlines>(root.dataset["outlines"] ?? "")) : null,
    ]);
    new NetworkExplorer(
      data,
      outlines ? new MapChart(outlines, data) : new LayoutChart(),
      {
        root,
        form: document.querySelector<HTMLFormElement>("form.filters"),
        rows: document.querySelector<HTMLElement>("#table tbody")!,
        caption: document.querySelector<HTMLElement>("#table caption"),
        alone: given !== null,
        seeds: JSON.parse(root.dataset["seeds"] ?? "[]") as string[],
        way: JSON.parse(root.dataset["way"] ?? "null") as Way | null,
        moment,
        credit: outlines?.credit,
      },
      words,
    );
  } catch (error) {
    const again = button(words("failed.again"), () => void network(root, given));
    root.replaceChildren(h("p", { class: "fault", role: "alert" }, `${words("failed")} `), again);
    document.documentElement.dataset["ready"] = "failed";
    console.error(error);
  }
}

async function fetched<T>(source: string): Promise<T> {
  const answer = await fetch(source);
  if (!answer.ok) throw new Error(`${source}: ${answer.status}`);
  return (await answer.json()) as T;
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => void start());
else void start();
