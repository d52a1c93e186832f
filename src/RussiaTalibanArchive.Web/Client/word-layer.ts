/** A word on a page: where it begins in the whole text, and its box in ten-thousandths of the page. */
export interface LayerWord {
  start: number;
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What the archive answers about a page's picture and the words on it. */
export interface PageLayer {
  page: number;
  hasPicture: boolean;
  width: number;
  height: number;
  text: string | null;
  textId: string | null;
  language: string | null;
  lines: { isRightToLeft: boolean; words: LayerWord[] }[];
}

/** Where a word of a line goes: its distance from where the line begins, and how wide it is to be, in the units of its box. */
export interface WordPlace {
  offset: number;
  width: number;
}

/** The width of the drawn layer in CSS pixels, before it is scaled to the picture. */
const layerWidth = 1000;

/**
 * Where the words of a line stand, from the side at which the line begins. A word reaches up to the next one, so that a selection
 * has no holes, unless the next stands far away or before it, as numbers in Arabic lines do.
 */
export function placesOf(words: readonly Pick<LayerWord, "x" | "width">[], isRightToLeft: boolean): WordPlace[] {
  const left = Math.min(...words.map((word) => word.x));
  const right = Math.max(...words.map((word) => word.x + word.width));
  const offsets = words.map((word) => (isRightToLeft ? right - word.x - word.width : word.x - left));
  return words.map((word, index) => {
    const reach = (offsets[index + 1] ?? Number.NEGATIVE_INFINITY) - offsets[index]!;
    return { offset: offsets[index]!, width: reach > word.width * 0.9 && reach < word.width * 3 ? reach : word.width };
  });
}

/**
 * Draws the words over the picture, for selecting only: each line a block of its direction, its words in the order in which they are
 * read. The letters cannot be seen; each word is stretched to its box.
 */
export function drawLayer(layer: HTMLElement, page: PageLayer): void {
  const document = layer.ownerDocument;
  const height = (layerWidth * page.height) / Math.max(1, page.width);
  const lines: { places: WordPlace[]; words: HTMLElement[] }[] = [];
  layer.replaceChildren();
  layer.lang = page.language ?? "";
  layer.dataset["page"] = String(page.page);
  setOrRemove(layer, "text", page.text);
  setOrRemove(layer, "textId", page.textId);
  layer.style.width = `${layerWidth}px`;
  layer.style.height = `${height}px`;
  for (const { isRightToLeft, words } of page.lines) {
    const block = document.createElement("div");
    const [left, top] = [Math.min(...words.map((word) => word.x)), Math.min(...words.map((word) => word.y))];
    const [right, bottom] = [Math.max(...words.map((word) => word.x + word.width)), Math.max(...words.map((word) => word.y + word.height))];
    const blockHeight = ((bottom - top) * height) / 10000;
    block.className = "layer-line";
    block.dir = isRightToLeft ? "rtl" : "ltr";
    block.style.left = `${(left * layerWidth) / 10000}px`;
    block.style.top = `${(top * height) / 10000}px`;
    block.style.width = `${((right - left) * layerWidth) / 10000}px`;
    block.style.height = `${blockHeight}px`;
    block.style.fontSize = `${blockHeight * 0.75}px`;
    block.style.lineHeight = `${blockHeight}px`;
    const spans = words.map((word) => {
      const span = document.createElement("span");
      span.className = "words";
      span.dataset["start"] = String(word.start);
      span.textContent = word.text;
      return span;
    });
    block.append(...spans);
    layer.append(block);
    lines.push({ places: placesOf(words, isRightToLeft), words: spans });
  }

  // All is measured before anything is moved, so that the page is laid out twice and not once a word.
  const widths = lines.map(({ words }) => words.map((span) => Number.parseFloat(getComputedStyle(span).width) || 0));
  for (const [at, { places, words }] of lines.entries()) {
    let flow = 0;
    for (const [index, span] of words.entries()) {
      const [natural, place] = [widths[at]![index]!, places[index]!];
      const offset = (place.offset * layerWidth) / 10000;
      span.style.marginInlineStart = `${offset - flow}px`;
      span.style.transform = natural > 0 ? `scaleX(${(place.width * layerWidth) / 10000 / natural})` : "";
      flow = offset + natural;
    }
  }
}

/** Fits the drawn layer to the picture as it is shown now. */
export function scaleLayer(layer: HTMLElement, pictureWidth: number): void {
  layer.style.transform = `scale(${pictureWidth / layerWidth})`;
}

function setOrRemove(element: HTMLElement, name: string, value: string | null): void {
  if (value === null) {
    delete element.dataset[name];
  } else {
    element.dataset[name] = value;
  }
}
