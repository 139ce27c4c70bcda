/** The picture: draws a scene with the painter that suits its size, and lets people move, enlarge and choose. */
import { select, type Selection } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomBehavior } from "d3-zoom";
import { CanvasPainter } from "./canvas";
import { h } from "./dom";
import { fit, type Camera } from "./fit";
import { nearest, wayOf, type Line, type Mark, type Scene } from "./scene";
import { SvgPainter, type Emphasis } from "./svg";

/** Up to this many marks and lines together are elements. */
const ELEMENTS = 1000;
/** How near a pointer must be to a line or a mark on a canvas, in pixels. */
const NEAR = 12;

export interface Reading {
  nameOf(mark: Mark): string;
  labelOf(line: Line): string;
  chosen(item: number | null): void;
  followed(link: number): void;
  announce(text: string): void;
}

export class Picture {
  readonly host: HTMLElement;
  readonly #label: string;
  readonly #reading: Reading;
  #painter: SvgPainter | CanvasPainter;
  #scene: Scene = { marks: [], lines: [] };
  #camera: Camera = { scale: 1, x: 0, y: 0 };
  #emphasis: Emphasis = { marks: new Set(), lines: new Set(), current: null };
  #current: number | null = null;
  readonly #zoom: ZoomBehavior<HTMLElement, unknown>;
  readonly #selection: Selection<HTMLElement, unknown, null, undefined>;
  #waiting = 0;
  #size: readonly [number, number] = [0, 0];

  constructor(label: string, reading: Reading, closest = 12) {
    [this.#label, this.#reading] = [label, reading];
    this.host = h("div", { class: "picture-frame" });
    this.#painter = new SvgPainter(label);
    this.host.append(this.#painter.element);
    this.#zoom = zoom<HTMLElement, unknown>()
      .scaleExtent([0.02, closest])
      .clickDistance(6)
      .filter((event: Event) => !(event instanceof WheelEvent) || event.ctrlKey || event.metaKey || document.activeElement !== null && this.host.contains(document.activeElement))
      .on("zoom", (event: D3ZoomEvent<HTMLElement, unknown>) => {
        const { k, x, y } = event.transform;
        this.#camera = { scale: k, x, y };
        this.#later();
      });
    this.#selection = select(this.host);
    this.#selection.call(this.#zoom).on("dblclick.zoom", null);
    this.host.addEventListener("click", (event) => this.#clicked(event));
    this.host.addEventListener("keydown", (event) => this.#pressed(event));
    new ResizeObserver(() => this.#resized()).observe(this.host);
  }

  get drawing(): SVGSVGElement | HTMLCanvasElement {
    return this.#painter.element;
  }

  show(scene: Scene, again: boolean): void {
    this.#scene = scene;
    const many = scene.marks.length + scene.lines.length > ELEMENTS;
    if (many !== this.#painter instanceof CanvasPainter) {
      this.#painter = many ? new CanvasPainter(this.#label) : new SvgPainter(this.#label);
      this.host.replaceChildren(this.#painter.element);
    }
    if (this.#painter instanceof CanvasPainter) this.#painter.show(scene);
    else this.#painter.show(scene, (mark) => this.#reading.nameOf(mark), (line) => this.#reading.labelOf(line));
    if (!scene.marks.some((mark) => mark.item === this.#current)) this.#current = scene.marks[0]?.item ?? null;
    if (this.#painter instanceof SvgPainter) this.#painter.reachable(this.#current);
    if (again) this.all();
    else this.draw();
  }

  emphasise(emphasis: Emphasis): void {
    this.#emphasis = emphasis;
    if (emphasis.current !== null) {
      this.#current = emphasis.current;
      if (this.#painter instanceof SvgPainter) this.#painter.reachable(this.#current);
    }
    this.#later();
  }

  /** Width and height, in pixels. */
  get size(): [number, number] {
    return this.#measured();
  }

  all(): void {
    const { scale, x, y } = fit(this.#scene.marks, ...this.#measured(), this.#scene.ground ? 7 : 5); // names on a map stand at any side
    this.#selection.call(this.#zoom.transform, zoomIdentity.translate(x, y).scale(scale));
    this.draw();
  }

  closer(factor: number): void {
    this.#selection.call(this.#zoom.scaleBy, factor);
  }

  draw(): void {
    this.#waiting = 0;
    this.#painter.draw(this.#camera, ...this.#measured(), this.#emphasis);
  }

  /** Drawn once before the next frame, however often it is asked for. */
  #later(): void {
    this.#waiting ||= requestAnimationFrame(() => this.draw());
  }

  #measured(): [number, number] {
    return [Math.max(this.host.clientWidth, 200), Math.max(this.host.clientHeight, 200)];
  }

  #resized(): void {
    const [width, height] = this.#measured();
    if (width === this.#size[0] && height === this.#size[1]) return;
    this.#size = [width, height];
    this.all();
  }

  #clicked(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    const mark = target?.closest("[data-item]");
    const line = target?.closest("[data-link]");
    if (mark) return this.#choose(Number(mark.getAttribute("data-item")));
    if (line) return this.#reading.followed(Number(line.getAttribute("data-link")));
    const box = this.host.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const at = this.#markAt(x, y);
    if (at) return this.#choose(at.item);
    const near = this.#lineAt(x, y);
    if (near) this.#reading.followed(near.link);
    else this.#reading.chosen(null);
  }

  #choose(item: number): void {
    this.#current = item;
    if (this.#painter instanceof SvgPainter) this.#painter.reachable(item);
    this.#reading.chosen(item);
  }

  #markAt(x: number, y: number): Mark | undefined {
    return this.#scene.marks.find((mark) => Math.hypot(mark.x * this.#camera.scale + this.#camera.x - x, mark.y * this.#camera.scale + this.#camera.y - y) < mark.radius + 4);
  }

  #lineAt(x: number, y: number): Line | undefined {
    let best: Line | undefined;
    let least = NEAR;
    for (const line of this.#scene.lines) {
      const way = wayOf(line, this.#camera);
      for (const part of [0.2, 0.35, 0.5, 0.65, 0.8]) {
        const rest = 1 - part;
        const px = rest * rest * way.x1 + 2 * rest * part * way.cx + part * part * way.x2;
        const py = rest * rest * way.y1 + 2 * rest * part * way.cy + part * part * way.y2;
        const far = Math.hypot(px - x, py - y);
        if (far < least) [best, least] = [line, far];
      }
    }
    return best;
  }

  #pressed(event: KeyboardEvent): void {
    const here = this.#scene.marks.find((mark) => mark.item === this.#current);
    if (event.key === "+" || event.key === "=") this.closer(1.3);
    else if (event.key === "-") this.closer(1 / 1.3);
    else if (event.key === "0") this.all();
    else if (event.key === "Escape") this.#reading.chosen(null);
    else if ((event.key === "Enter" || event.key === " ") && here) this.#choose(here.item);
    else if (event.key.startsWith("Arrow") && here) {
      const next = nearest(this.#scene.marks, here, event.key);
      if (next) this.#go(next);
    } else return;
    event.preventDefault();
  }

  #go(mark: Mark): void {
    this.#current = mark.item;
    if (this.#painter instanceof SvgPainter) {
      this.#painter.reachable(mark.item);
      this.#painter.focus(mark.item);
    } else {
      this.emphasise({ ...this.#emphasis, current: mark.item });
      this.#reading.announce(this.#reading.nameOf(mark));
    }
    const [width, height] = this.#measured();
    const [x, y] = [mark.x * this.#camera.scale + this.#camera.x, mark.y * this.#camera.scale + this.#camera.y];
    if (x < 20 || y < 20 || x > width - 20 || y > height - 20) this.#selection.call(this.#zoom.translateTo, mark.x, mark.y);
  }
}
