/** Draws a scene as SVG: real elements that can have the focus, be read out, be printed, and be saved as a file. */
import { s } from "./dom";
import { BORDER, COAST, LAND, LETTERS, NAME, SEA, namesShown, type Ground, type Name } from "./ground";
import { INK, PAPER, SOFT, outline, strokeOf } from "./look";
import { circleOf, labelsOf, type Label } from "./labels";
import type { Camera } from "./fit";
import { leftwards, shortened, wayOf, type Line, type Mark, type Scene } from "./scene";

/** What is set apart from the rest. */
export interface Emphasis {
  readonly marks: ReadonlySet<number>;
  readonly lines: ReadonlySet<number>;
  readonly current: number | null;
}

/** More arcs than these on a map are thinner. */
export const CROWD = 150;
/** A mark that is smaller can be hit around it, up to this radius. */
const TARGET = 12;

const points = (all: readonly (readonly [number, number])[]): string => all.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

export class SvgPainter {
  readonly element: SVGSVGElement;
  #scene: Scene = { marks: [], lines: [] };
  readonly #marks = new Map<number, SVGGElement>();
  #ground: Under | null = null;
  readonly #lines = new Map<number, { path: SVGPathElement; head: SVGPolygonElement | null; line: Line }>();

  constructor(label: string) {
    this.element = s("svg", { role: "group", "aria-label": label, class: "picture" });
  }

  show(scene: Scene, nameOf: (mark: Mark) => string, labelOf: (line: Line) => string): void {
    this.#scene = scene;
    this.#marks.clear();
    this.#lines.clear();
    const thin = scene.ground && scene.lines.length > CROWD ? 0.5 : 1;
    const lines = scene.lines.map((line) => {
      const { colour, width, dash } = strokeOf(line.kind);
      const path = s("path", { fill: "none", stroke: colour, "stroke-width": width * thin, "stroke-dasharray": dash.join(" ") || null });
      const head = line.kind === "flow" ? s("polygon", { fill: colour }) : null;
      this.#lines.set(line.link, { path, head, line });
      return s("g", { class: "line", "data-link": line.link }, s("title", {}, labelOf(line)), path, head);
    });
    const marks = scene.marks.map((mark) => {
      const group = s(
        "g",
        { class: "mark", "data-item": mark.item, tabindex: -1, role: "button", "aria-label": nameOf(mark) },
        shapeOf(mark),
        mark.radius < TARGET && s("circle", { r: TARGET, fill: "transparent" }),
        s("text", { "text-anchor": "middle", y: mark.radius + 15, "font-size": 13, "font-weight": 600, fill: INK, stroke: PAPER, "stroke-width": 4, "paint-order": "stroke", direction: leftwards(mark.label) ? "rtl" : "ltr" }, shortened(mark.label)),
      );
      this.#marks.set(mark.item, group);
      return group;
    });
    if (!scene.ground) this.#ground = null;
    else if (scene.ground !== this.#ground?.of) this.#ground = under(scene.ground); // outlines are long, and seldom change
    this.element.replaceChildren(...(this.#ground ? [this.#ground.outlines, this.#ground.names] : []), ...lines, ...marks);
  }

  draw(camera: Camera, width: number, height: number, emphasis: Emphasis): void {
    this.element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const shown = labelsOf(this.#scene, camera, width, emphasis.marks);
    if (this.#ground) this.#under(this.#ground, camera, width, shown);
    const some = emphasis.marks.size > 0;
    for (const { path, head, line } of this.#lines.values()) {
      const way = wayOf(line, camera);
      path.setAttribute("d", `M${way.x1.toFixed(1)} ${way.y1.toFixed(1)} Q${way.cx.toFixed(1)} ${way.cy.toFixed(1)} ${way.x2.toFixed(1)} ${way.y2.toFixed(1)}`);
      head?.setAttribute("points", points(headOf(way)));
      path.parentElement!.setAttribute("opacity", !some || emphasis.lines.has(line.link) ? "1" : "0.15");
    }
    for (const mark of this.#scene.marks) {
      const group = this.#marks.get(mark.item)!;
      group.setAttribute("transform", `translate(${(mark.x * camera.scale + camera.x).toFixed(1)} ${(mark.y * camera.scale + camera.y).toFixed(1)})`);
      const bright = !some || emphasis.marks.has(mark.item);
      group.firstElementChild!.setAttribute("opacity", bright ? "1" : "0.35"); // the shape alone: names stay readable
      group.lastElementChild!.setAttribute("fill", bright ? INK : SOFT);
      group.setAttribute("aria-pressed", String(mark.item === emphasis.current));
      const [text, label] = [group.lastElementChild!, shown.get(mark.item)];
      text.setAttribute("visibility", label ? "visible" : "hidden");
      const anchor = label && leftwards(mark.label) ? ({ start: "end", end: "start", middle: "middle" } as const)[label.anchor] : label?.anchor;
      if (label) for (const [name, value] of [["text-anchor", anchor], ["x", label.x], ["y", label.y]] as const) text.setAttribute(name, String(value));
    }
  }

  #under({ of, outlines, texts }: Under, camera: Camera, width: number, shown: ReadonlyMap<number, Label>): void {
    outlines.setAttribute("transform", `translate(${camera.x.toFixed(2)} ${camera.y.toFixed(2)}) scale(${camera.scale.toFixed(5)})`);
    const taken = [...this.#scene.marks.map((mark) => circleOf(mark, camera)), ...[...shown.values()].map(({ box }) => box)];
    const room = namesShown(of, camera, width, taken);
    for (const [name, text] of texts) {
      const [x, y] = room.get(name) ?? [0, 0];
      text.setAttribute("x", x.toFixed(1));
      text.setAttribute("y", y.toFixed(1));
      text.setAttribute("visibility", room.has(name) ? "visible" : "hidden");
    }
  }

  /** The mark that can be reached with the tab key; the arrow keys go on from there. */
  reachable(item: number | null): void {
    for (const [number, group] of this.#marks) group.setAttribute("tabindex", number === item ? "0" : "-1");
  }

  focus(item: number): void {
    this.#marks.get(item)?.focus();
  }
}

/** Outlines in one group, which the camera moves as a whole, and names, whose letters stay as large as they are. */
interface Under {
  readonly of: Ground;
  readonly outlines: SVGGElement;
  readonly names: SVGGElement;
  readonly texts: ReadonlyMap<Name, SVGTextElement>;
}

function under(ground: Ground): Under {
  const thin = { "vector-effect": "non-scaling-stroke", "stroke-linejoin": "round" };
  const outlines = s(
    "g",
    { class: "ground", "aria-hidden": "true" },
    s("path", { d: ground.sphere, fill: SEA }),
    s("path", { d: ground.land, fill: LAND, stroke: COAST, "stroke-width": 0.8, ...thin }),
    s("path", { d: ground.borders, fill: "none", stroke: BORDER, "stroke-width": 0.8, ...thin }),
  );
  const look = { "text-anchor": "middle", "font-size": LETTERS, "letter-spacing": 0.8, fill: NAME };
  const texts = new Map(ground.names.map((name) => [name, s("text", look, name.text.toLocaleUpperCase("en"))]));
  return { of: ground, outlines, names: s("g", { class: "names", "aria-hidden": "true" }, ...texts.values()), texts };
}

/** The head of an arrow at the end of a way. */
export function headOf(way: ReturnType<typeof wayOf>): [number, number][] {
  const angle = Math.atan2(way.y2 - way.cy, way.x2 - way.cx);
  const corner = (turn: number): [number, number] => [way.x2 - 11 * Math.cos(angle + turn), way.y2 - 11 * Math.sin(angle + turn)];
  return [[way.x2, way.y2], corner(0.42), corner(-0.42)];
}

function shapeOf(mark: Mark): SVGElement {
  const look = { fill: mark.colour, stroke: INK, "stroke-width": 1.5 };
  const corners = outline(mark.shape, mark.radius);
  return corners ? s("polygon", { points: points(corners), ...look }) : s("circle", { r: mark.radius, ...look });
}
