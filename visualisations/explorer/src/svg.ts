/** Draws a scene as SVG: real elements that can have the focus, be read out, be printed, and be saved as a file. */
import { s } from "./dom";
import { INK, PAPER, outline, strokeOf } from "./look";
import { labelled, shortened, wayOf, type Camera, type Line, type Mark, type Scene } from "./scene";

/** What is set apart from the rest. */
export interface Emphasis {
  readonly marks: ReadonlySet<number>;
  readonly lines: ReadonlySet<number>;
  readonly current: number | null;
}

const points = (all: readonly (readonly [number, number])[]): string => all.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");

export class SvgPainter {
  readonly element: SVGSVGElement;
  #scene: Scene = { marks: [], lines: [] };
  readonly #marks = new Map<number, SVGGElement>();
  readonly #lines = new Map<number, { path: SVGPathElement; head: SVGPolygonElement | null; line: Line }>();

  constructor(label: string) {
    this.element = s("svg", { role: "group", "aria-label": label, class: "picture" });
  }

  show(scene: Scene, nameOf: (mark: Mark) => string, labelOf: (line: Line) => string): void {
    this.#scene = scene;
    this.#marks.clear();
    this.#lines.clear();
    const lines = scene.lines.map((line) => {
      const { colour, width, dash } = strokeOf(line.kind);
      const path = s("path", { fill: "none", stroke: colour, "stroke-width": width, "stroke-dasharray": dash.join(" ") || null });
      const head = line.kind === "flow" ? s("polygon", { fill: colour }) : null;
      this.#lines.set(line.link, { path, head, line });
      return s("g", { class: "line", "data-link": line.link }, s("title", {}, labelOf(line)), path, head);
    });
    const marks = scene.marks.map((mark) => {
      const group = s(
        "g",
        { class: "mark", "data-item": mark.item, tabindex: -1, role: "button", "aria-label": nameOf(mark) },
        shapeOf(mark),
        s("text", { "text-anchor": "middle", y: mark.radius + 15, "font-size": 13, "font-weight": 600, fill: INK, stroke: PAPER, "stroke-width": 4, "paint-order": "stroke", direction: /[\u0590-\u08ff]/.test(mark.label) ? "rtl" : "ltr" }, shortened(mark.label)),
      );
      this.#marks.set(mark.item, group);
      return group;
    });
    this.element.replaceChildren(...lines, ...marks);
  }

  draw(camera: Camera, width: number, height: number, emphasis: Emphasis): void {
    this.element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const shown = labelled(this.#scene.marks, camera, emphasis.marks);
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
      group.setAttribute("opacity", !some || emphasis.marks.has(mark.item) ? "1" : "0.35");
      group.setAttribute("aria-pressed", String(mark.item === emphasis.current));
      group.lastElementChild!.setAttribute("visibility", shown.has(mark.item) ? "visible" : "hidden");
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
