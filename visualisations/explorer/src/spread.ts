/**
 * Moves what would cover each other apart. Places come from a layout of the whole network; a part of it that is enlarged
 * to fill the picture may have marks on top of each other. The same marks always come to the same places.
 */
import { fit, type Point } from "./fit";

/** Room that a mark needs with its label, on the screen: across and down, in pixels. */
const ROOM = { x: 64, y: 46 };
const ROUNDS = 120;
/** Beyond this many, marks are too small and too close for labels anyway. */
export const MOST_SPREAD = 300;

export function spread(marks: readonly Point[], width: number, height: number): (readonly [number, number])[] {
  const places = marks.map((mark) => [mark.x, mark.y] as [number, number]);
  if (marks.length > MOST_SPREAD) return places;
  const { scale } = fit(marks, width, height);
  const least = Math.max(scale, 1e-6);
  const crowded = Math.min(1.7, Math.sqrt((width * height) / (marks.length * ROOM.x * ROOM.y * 2)));
  const [wide, high] = [(ROOM.x * crowded) / least, (ROOM.y * crowded) / least];
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let one = 0; one < places.length; one++) {
      for (let other = one + 1; other < places.length; other++) {
        const [a, b] = [places[one]!, places[other]!];
        let [dx, dy] = [(b[0] - a[0]) / wide, (b[1] - a[1]) / high];
        let far = Math.hypot(dx, dy);
        if (far >= 1) continue;
        if (far < 1e-6) [dx, dy, far] = [Math.cos(one + other), Math.sin(one + other), 1e-6];
        const push = (1 - far) / 2 / Math.hypot(dx, dy);
        const [x, y] = [dx * push * wide * 0.5, dy * push * high * 0.5];
        [a[0], a[1], b[0], b[1]] = [a[0] - x, a[1] - y, b[0] + x, b[1] + y];
        moved = true;
      }
    }
    if (!moved) break;
  }
  return places;
}
