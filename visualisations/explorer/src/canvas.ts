/** Draws a scene of many marks on a canvas: strokes in batches, which is ten times quicker than one long path. */
import { BORDER, COAST, LAND, LETTERS, NAME, SEA, namesShown, type Ground } from "./ground";
import { INK, PAPER, SOFT, outline, strokeOf } from "./look";
import { circleOf, labelsOf } from "./labels";
import type { Camera } from "./fit";
import { leftwards, shortened, wayOf, type Mark, type Scene } from "./scene";
import { CROWD, headOf, type Emphasis } from "./svg";

const BATCH = 32;
/** Beyond this many lines they are straight and without heads: at that number nobody follows a single one. */
const MANY = 3000;

export class CanvasPainter {
  readonly element: HTMLCanvasElement;
  #scene: Scene = { marks: [], lines: [] };
  #ground: { of: Ground; sphere: Path2D; land: Path2D; borders: Path2D } | null = null;

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
    if (this.#scene.ground) this.#under(pen, this.#scene.ground, camera, width);
    this.#lines(pen, camera, emphasis);
    this.#marks(pen, camera, width, height, emphasis);
  }

  #under(pen: CanvasRenderingContext2D, ground: Ground, camera: Camera, width: number): void {
    if (ground !== this.#ground?.of) this.#ground = { of: ground, sphere: new Path2D(ground.sphere), land: new Path2D(ground.land), borders: new Path2D(ground.borders) };
    pen.save();
    pen.translate(camera.x, camera.y);
    pen.scale(camera.scale, camera.scale);
    [pen.lineWidth, pen.lineJoin, pen.fillStyle] = [0.8 / camera.scale, "round", SEA];
    pen.fill(this.#ground.sphere);
    [pen.fillStyle, pen.strokeStyle] = [LAND, COAST];
    pen.fill(this.#ground.land);
    pen.stroke(this.#ground.land);
    pen.strokeStyle = BORDER;
    pen.stroke(this.#ground.borders);
    pen.restore();
    [pen.font, pen.textAlign, pen.fillStyle] = [`${LETTERS}px system-ui, sans-serif`, "center", NAME];
    const marks = this.#scene.marks.map((mark) => circleOf(mark, camera));
    for (const [name, [x, y]] of namesShown(ground, camera, width, marks)) pen.fillText(name.text.toLocaleUpperCase("en"), x, y);
  }

  #lines(pen: CanvasRenderingContext2D, camera: Camera, emphasis: Emphasis): void {
    const some = emphasis.marks.size > 0;
    const many = this.#scene.lines.length > MANY;
    const thin = this.#scene.ground && this.#scene.lines.length > CROWD ? 0.5 : 1;
    for (const kind of ["work", "support", "partnership", "flow"]) {
      for (const bright of some ? [false, true] : [true]) {
        const lines = this.#scene.lines.filter((line) => line.kind === kind && (!some || emphasis.lines.has(line.link) === bright));
        const { colour, width, dash } = strokeOf(kind);
        [pen.strokeStyle, pen.fillStyle, pen.lineWidth, pen.globalAlpha] = [colour, colour, many ? 1 : width * thin, bright ? (many && !some ? 0.5 : 1) : 0.08];
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
    const shown = labelsOf({ ...this.#scene, marks: [...new Set(named)] }, camera, width, emphasis.marks);
    [pen.font, pen.lineWidth, pen.strokeStyle, pen.fillStyle, pen.lineJoin] = ["600 13px system-ui, sans-serif", 4, PAPER, INK, "round"];
    for (const mark of named) {
      const label = shown.get(mark.item);
      if (!label) continue;
      const [x, y] = at(mark);
      pen.direction = leftwards(mark.label) ? "rtl" : "ltr";
      pen.textAlign = label.anchor === "middle" ? "center" : label.anchor === "start" ? "left" : "right";
      const nearer = mark.radius * (1 - size);
      pen.fillStyle = !some || emphasis.marks.has(mark.item) ? INK : SOFT;
      const place = [x + label.x - Math.sign(label.x) * nearer, y + label.y - (label.x ? 0 : Math.sign(label.y) * nearer)] as const;
      pen.strokeText(shortened(mark.label), ...place);
      pen.fillText(shortened(mark.label), ...place);
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

