/** Draws a scene of many marks on a canvas: strokes in batches, which is ten times quicker than one long path. */
import { INK, PAPER, outline, strokeOf } from "./look";
import { labelled, shortened, wayOf, type Camera, type Mark, type Scene } from "./scene";
import { headOf, type Emphasis } from "./svg";

const BATCH = 32;
/** Beyond this many lines they are straight and without heads: at that number nobody follows a single one. */
const MANY = 3000;

export class CanvasPainter {
  readonly element: HTMLCanvasElement;
  #scene: Scene = { marks: [], lines: [] };

  constructor(label: string) {
    this.element = document.createElement("canvas");
    this.element.className = "picture";
    this.element.tabIndex = 0;
    this.element.setAttribute("role", "application");
    this.element.setAttribute("aria-label", label);
  }

  show(scene: Scene): void {
    this.#scene = scene;
  }

  draw(camera: Camera, width: number, height: number, emphasis: Emphasis): void {
    const dense = globalThis.devicePixelRatio || 1;
    if (this.element.width !== width * dense || this.element.height !== height * dense) {
      [this.element.width, this.element.height] = [width * dense, height * dense];
    }
    const pen = this.element.getContext("2d")!;
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, width, height);
    this.#lines(pen, camera, emphasis);
    this.#marks(pen, camera, width, height, emphasis);
  }

  #lines(pen: CanvasRenderingContext2D, camera: Camera, emphasis: Emphasis): void {
    const some = emphasis.marks.size > 0;
    const many = this.#scene.lines.length > MANY;
    for (const kind of ["work", "support", "partnership", "flow"]) {
      for (const bright of some ? [false, true] : [true]) {
        const lines = this.#scene.lines.filter((line) => line.kind === kind && (!some || emphasis.lines.has(line.link) === bright));
        const { colour, width, dash } = strokeOf(kind);
        [pen.strokeStyle, pen.fillStyle, pen.lineWidth, pen.globalAlpha] = [colour, colour, many ? 1 : width, bright ? (many && !some ? 0.5 : 1) : 0.08];
        pen.setLineDash(many ? [] : [...dash]);
        for (let start = 0; start < lines.length; start += BATCH) {
          pen.beginPath();
          for (const line of lines.slice(start, start + BATCH)) {
            const way = wayOf(line, camera);
            pen.moveTo(way.x1, way.y1);
            if (many) pen.lineTo(way.x2, way.y2);
            else pen.quadraticCurveTo(way.cx, way.cy, way.x2, way.y2);
          }
          pen.stroke();
        }
        if (kind === "flow" && !many) for (const line of lines) polygon(pen, headOf(wayOf(line, camera)), 0, 0);
      }
    }
    pen.setLineDash([]);
    pen.globalAlpha = 1;
  }

  #marks(pen: CanvasRenderingContext2D, camera: Camera, width: number, height: number, emphasis: Emphasis): void {
    const some = emphasis.marks.size > 0;
    const size = Math.min(1, Math.max(0.3, camera.scale * 2));
    const at = (mark: Mark): [number, number] => [mark.x * camera.scale + camera.x, mark.y * camera.scale + camera.y];
    const visible = this.#scene.marks.filter((mark) => {
      const [x, y] = at(mark);
      return x > -40 && y > -40 && x < width + 40 && y < height + 40;
    });
    pen.lineWidth = 1;
    pen.strokeStyle = INK;
    for (const mark of visible) {
      const [x, y] = at(mark);
      pen.globalAlpha = !some || emphasis.marks.has(mark.item) ? 1 : 0.25;
      pen.fillStyle = mark.colour;
      const corners = outline(mark.shape, mark.radius * size);
      if (corners) polygon(pen, corners, x, y);
      else {
        pen.beginPath();
        pen.arc(x, y, mark.radius * size, 0, 2 * Math.PI);
        pen.fill();
      }
      pen.stroke();
    }
    pen.globalAlpha = 1;
    const busiest = [...visible].sort((a, b) => b.radius - a.radius).slice(0, 150);
    const named = [...busiest, ...visible.filter((mark) => emphasis.marks.has(mark.item))];
    const shown = labelled([...new Set(named)], camera, emphasis.marks);
    [pen.font, pen.textAlign, pen.lineWidth, pen.strokeStyle, pen.fillStyle, pen.lineJoin] = ["600 13px system-ui, sans-serif", "center", 4, PAPER, INK, "round"];
    for (const mark of named) {
      if (!shown.has(mark.item)) continue;
      const [x, y] = at(mark);
      pen.direction = /[\u0590-\u08ff]/.test(mark.label) ? "rtl" : "ltr";
      pen.strokeText(shortened(mark.label), x, y + mark.radius * size + 14);
      pen.fillText(shortened(mark.label), x, y + mark.radius * size + 14);
    }
    const current = this.#scene.marks.find((mark) => mark.item === emphasis.current);
    if (current) {
      const [x, y] = at(current);
      [pen.strokeStyle, pen.lineWidth] = ["#0b5cab", 3];
      pen.beginPath();
      pen.arc(x, y, current.radius * size + 5, 0, 2 * Math.PI);
      pen.stroke();
    }
  }
}

function polygon(pen: CanvasRenderingContext2D, corners: readonly (readonly [number, number])[], x: number, y: number): void {
  pen.beginPath();
  corners.forEach(([cx, cy], turn) => (turn ? pen.lineTo(x + cx, y + cy) : pen.moveTo(x + cx, y + cy)));
  pen.closePath();
  pen.fill();
}

