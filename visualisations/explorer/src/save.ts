/** Saves the picture as it is, with a line that says what it is of. */
import { s } from "./dom";
import { PAPER, SOFT } from "./look";

const FOOTER = 28;
const FONT = "system-ui, 'Noto Sans', 'Noto Sans Arabic', sans-serif";

export function svgText(drawing: SVGSVGElement, footer: string): string {
  const [, , width = 0, height = 0] = (drawing.getAttribute("viewBox") ?? "").split(" ").map(Number);
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("viewBox", `0 0 ${width} ${height + FOOTER}`);
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height + FOOTER));
  copy.setAttribute("font-family", FONT);
  copy.prepend(s("rect", { width, height: height + FOOTER, fill: PAPER }));
  copy.append(s("rect", { y: height, width, height: FOOTER, fill: PAPER })); // what is drawn may reach below the picture
  copy.append(s("text", { x: 12, y: height + 18, "font-size": 12, fill: SOFT }, footer));
  return new XMLSerializer().serializeToString(copy);
}

export async function pngOf(drawing: SVGSVGElement | HTMLCanvasElement, footer: string): Promise<string> {
  if (drawing instanceof HTMLCanvasElement) return below(drawing, footer).toDataURL("image/png");
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(drawing, footer))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * 2, image.height * 2];
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

/** A copy of what was painted, with the same line below it in the same size. */
function below(drawing: HTMLCanvasElement, footer: string): HTMLCanvasElement {
  const dense = globalThis.devicePixelRatio || 1;
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [drawing.width, drawing.height + FOOTER * dense];
  const pen = copy.getContext("2d")!;
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(drawing, 0, 0);
  [pen.font, pen.fillStyle] = [`${12 * dense}px ${FONT}`, SOFT];
  pen.fillText(footer, 12 * dense, drawing.height + 18 * dense);
  return copy;
}

/** A table as spreadsheets read it: UTF-8 with its mark, and nothing that would be run as a formula. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

export function saveAs(address: string, name: string): void {
  const link = document.createElement("a");
  [link.href, link.download] = [address, name];
  link.click();
}
