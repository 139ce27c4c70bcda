/** How the scene lies on the screen. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** How the scene lies on the screen: places times `scale`, then moved. */
export interface Camera {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** The camera that shows all marks, with room for labels: at each side one in `share` of the width, at the most. */
export function fit(marks: readonly Point[], width: number, height: number, share = 5): Camera {
  if (!marks.length) return { scale: 1, x: width / 2, y: height / 2 };
  const xs = marks.map((mark) => mark.x);
  const ys = marks.map((mark) => mark.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = { x: Math.min(110, width / share), y: 55 };
  const scale = Math.min((width - 2 * room.x) / Math.max(right - left, 1), (height - 2 * room.y) / Math.max(bottom - top, 1), 1.6);
  return { scale, x: width / 2 - (scale * (left + right)) / 2, y: height / 2 - (scale * (top + bottom)) / 2 };
}
