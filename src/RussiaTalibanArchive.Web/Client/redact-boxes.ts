/** A rectangle on a page, in hundredths of its width and height. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const smallest = 0.3;

/** Reads a line of four numbers; null when it is none. Digits may be of Arabic script. */
export function boxOf(line: string): Box | null {
  const plain = line.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replace(/[,٫]/g, ".");
  const [left, top, width, height, ...rest] = plain.trim().split(/\s+/).map(Number);
  const isBox = rest.length === 0 && [left, top, width, height].every((n) => n !== undefined && n >= 0 && n <= 100);
  return isBox && width! > 0 && height! > 0 ? { left: left!, top: top!, width: width!, height: height! } : null;
}

/** Writes boxes as lines. What is no box is left out. */
export function linesOf(boxes: readonly (Box | null)[]): string {
  const tidy = (n: number): string => String(Math.round(n * 100) / 100);
  return boxes.filter((box) => box !== null).map((box) => [box.left, box.top, box.width, box.height].map(tidy).join(" ") + "\n").join("");
}

/** Moves a box, at most to the edge of the page. */
export function moved(box: Box, right: number, down: number): Box {
  return { ...box, left: between(box.left + right, 0, 100 - box.width), top: between(box.top + down, 0, 100 - box.height) };
}

/** Makes a box wider and higher, at most to the edge of the page. */
export function sized(box: Box, right: number, down: number): Box {
  return { ...box, width: between(box.width + right, smallest, 100 - box.left), height: between(box.height + down, smallest, 100 - box.top) };
}

function between(n: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, n));
}
