/** A run of a text's words: where it begins in the text, and how long it is, in UTF-16 code units. */
export interface Span {
  start: number;
  length: number;
}

/** A place in one of the archive's texts. */
export interface Position {
  /** The element that names the text in `data-text`. */
  text: HTMLElement;

  /** In UTF-16 code units from the beginning of the whole text. */
  position: number;
}

/** The index of the first span that ends after `position`, or the number of spans. They are in order and do not overlap. */
export function firstEndingAfter(spans: readonly Span[], position: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = spans[middle]!;
    if (span.start + span.length > position) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }

  return low;
}

/**
 * The index of the span, and the place in it, where a passage that begins or ends at `position` does so: a passage begins in the
 * span after a gap and ends in the one before it.
 * @returns null where no span is left on that side.
 */
export function placeOf(spans: readonly Span[], position: number, side: "start" | "end"): { index: number; offset: number } | null {
  const index = firstEndingAfter(spans, side === "start" ? position : position - 1);
  const span = spans[index];
  if (side === "start") {
    return span === undefined ? null : { index, offset: Math.max(0, position - span.start) };
  }

  if (span !== undefined && span.start < position) {
    return { index, offset: position - span.start };
  }

  const before = spans[index - 1];
  return before === undefined ? null : { index: index - 1, offset: before.length };
}

/**
 * Where a point of the page lies in the text that it belongs to: of the words beside a picture or of those drawn over it. A point
 * outside of all words, such as in a paragraph's number, counts as the beginning of the words after it.
 * @returns null where the point is in no text.
 */
export function positionOf(node: Node, offset: number): Position | null {
  const element = node instanceof Element ? node : node.parentElement;
  const text = element?.closest<HTMLElement>("[data-text]") ?? null;
  if (text === null) {
    return null;
  }

  const words = element!.closest<HTMLElement>(".words");
  if (words !== null) {
    const before = words.ownerDocument.createRange();
    before.setStart(words, 0);
    before.setEnd(node, offset);
    return { text, position: startOf(words) + before.toString().length };
  }

  const point = text.ownerDocument.createRange();
  point.setStart(node, offset);
  let last: HTMLElement | null = null;
  for (const span of text.querySelectorAll<HTMLElement>(".words")) {
    if (point.comparePoint(span, 0) >= 0) {
      return { text, position: startOf(span) };
    }

    last = span;
  }

  return last === null ? null : { text, position: startOf(last) + last.textContent.length };
}

/**
 * The part of the page that shows a text from `start` up to `end`, as far as it is there.
 * @param text The element that names the text in `data-text`.
 * @returns null where nothing of it is on the page now.
 */
export function rangeOf(text: HTMLElement, start: number, end: number): Range | null {
  return rangesOf(text, [{ start, end }])[0] ?? null;
}

/** The parts of the page that show several passages: see {@link rangeOf}. */
export function rangesOf(text: HTMLElement, passages: readonly { start: number; end: number }[]): (Range | null)[] {
  const words = [...text.querySelectorAll<HTMLElement>(".words")];
  const spans = words.map((span) => ({ start: startOf(span), length: span.textContent.length }));
  return passages.map(({ start, end }) => {
    const [from, to] = [placeOf(spans, start, "start"), placeOf(spans, end, "end")];
    if (from === null || to === null || start >= end || spans[from.index]!.start + from.offset >= spans[to.index]!.start + to.offset) {
      return null;
    }

    const range = text.ownerDocument.createRange();
    range.setStart(...pointIn(words[from.index]!, from.offset, "start"));
    range.setEnd(...pointIn(words[to.index]!, to.offset, "end"));
    return range;
  });
}

/** The point after so many code units of an element's words; at the border of two text nodes, in the one that the side asks for. */
function pointIn(words: HTMLElement, offset: number, side: "start" | "end"): [Node, number] {
  const walker = words.ownerDocument.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let left = offset;
  let point: [Node, number] = [words, 0];
  for (let node = walker.nextNode() as Text | null; node !== null; node = walker.nextNode() as Text | null) {
    point = [node, Math.min(left, node.length)];
    if (side === "start" ? left < node.length : left <= node.length) {
      return point;
    }

    left -= node.length;
  }

  return point;
}

function startOf(words: HTMLElement): number {
  return Number(words.dataset["start"] ?? 0);
}
