import { fetchPage } from "./pages.js";
/** Leaves that are not on the page yet, by index, both inclusive. */
export interface Gap {
  from: number;
  to: number;
}

/**
 * Which leaves of a gap to ask for when a place in it comes near: from there on, or, where the gap ends there, its last one.
 * @param share How far down the gap the place is, from 0 to 1.
 */
export function wantedOf(gap: Gap, share: number): Gap {
  const at = Math.min(gap.to, gap.from + Math.floor(Math.max(0, share) * (gap.to - gap.from + 1)));
  return { from: at, to: gap.to };
}

/** What is left of a gap before and after leaves that filled a part of it. */
export function restOf(gap: Gap, filled: Gap): { before: Gap | null; after: Gap | null } {
  return {
    before: filled.from > gap.from ? { from: gap.from, to: filled.from - 1 } : null,
    after: filled.to < gap.to ? { from: filled.to + 1, to: gap.to } : null,
  };
}

/** The last of ascending places that is at or above a line, or the first; −1 where there is none. */
export function currentOf(places: readonly number[], line: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! <= line) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }

  return places.length === 0 ? -1 : Math.max(0, low - 1);
}

/**
 * The leaves of one text, or of two beside each other. What is far away is a gap as high as it is long, and is fetched when it comes
 * near; what is read stays where it is.
 */
export class Leaves {
  readonly #observer: IntersectionObserver;
  readonly #loading = new Map<string, Promise<void>>();

  /** Called when leaves have come. */
  onLoaded: (() => void) | null = null;

  /** @param texts The element that holds the texts. @param address Where leaves are fetched, with the names of the texts. */
  constructor(
    private readonly texts: HTMLElement,
    private readonly address: URL,
  ) {
    this.#observer = new IntersectionObserver((entries) => this.#onNear(entries), { rootMargin: "1200px 0px" });
    const height = this.#height();
    for (const gap of this.#gapsOf(texts)) {
      this.#prepare(gap, height);
    }
  }

  /** The text that pages and paragraphs are counted in. */
  get first(): HTMLElement {
    return this.texts.querySelector<HTMLElement>("[data-text]")!;
  }

  /** The text that is seen: of two, on a narrow screen, the one that was chosen. */
  get shown(): HTMLElement {
    return [...this.texts.querySelectorAll<HTMLElement>("[data-text]")].find((text) => text.firstElementChild?.checkVisibility()) ?? this.first;
  }

  /** Makes sure that a page or a paragraph is there; where its text is not seen, gives the leaf beside it. */
  async bring(kind: "page" | "paragraph", number: number): Promise<HTMLElement | null> {
    const find = (): HTMLElement | null => this.texts.querySelector<HTMLElement>(kind === "page" ? `#page-${number}` : `#p${number}`);
    if (find() === null && this.#gapsOf(this.first).length > 0) {
      await this.#load({ [kind]: String(number) });
    }

    const found = find();
    return found === null || found.checkVisibility() ? found : (this.shown.querySelector<HTMLElement>(`[data-leaf="${found.closest<HTMLElement>("[data-leaf]")?.dataset["leaf"]}"]`) ?? found);
  }

  /** Fetches the leaves anew that show a passage of a text, since what is marked in them has changed. */
  async refresh(key: string, start: number, end: number): Promise<void> {
    const text = this.texts.querySelector<HTMLElement>(`[data-text="${CSS.escape(key)}"]`);
    const shown = [...(text?.querySelectorAll<HTMLElement>(".words") ?? [])].filter((words) => {
      const from = Number(words.dataset["start"]);
      return from < end && from + words.textContent.length > start;
    });
    for (const index of new Set(shown.map((words) => words.closest<HTMLElement>("[data-leaf]")!.dataset["leaf"]!))) {
      const address = new URL(this.address);
      address.searchParams.set("from", index);
      address.searchParams.set("to", index);
      const { document: page } = await fetchPage(address);
      const come = [...page.querySelectorAll<HTMLElement>("[data-text]")];
      for (const [at, own] of [...this.texts.querySelectorAll<HTMLElement>("[data-text]")].entries()) {
        const leaf = come[at]?.querySelector<HTMLElement>(`[data-leaf="${index}"]`);
        if (leaf) {
          own.querySelector(`[data-leaf="${index}"]`)?.replaceWith(document.importNode(leaf, true));
        }
      }
    }

    this.onLoaded?.();
  }

  #onNear(entries: IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && target.isConnected && target instanceof HTMLElement) {
        const { top, height } = target.getBoundingClientRect();
        const share = Math.min(1, Math.max(0, (window.innerHeight / 2 - top) / Math.max(1, height)));
        const wanted = wantedOf(spanOf(target), share);
        this.#load({ from: String(wanted.from), to: String(wanted.to) }).catch(() => undefined); // It is tried again when it comes near again.
      }
    }
  }

  #load(place: Record<string, string>): Promise<void> {
    const address = new URL(this.address);
    for (const [name, value] of Object.entries(place)) {
      address.searchParams.set(name, value);
    }

    const known = this.#loading.get(address.href);
    if (known !== undefined) {
      return known;
    }

    const loading = fetchPage(address)
      .then((page) => this.#insert(page.document))
      .finally(() => this.#loading.delete(address.href));
    this.#loading.set(address.href, loading);
    return loading;
  }

  #insert(page: Document): void {
    const own = [...this.texts.querySelectorAll<HTMLElement>("[data-text]")];
    const come = [...page.querySelectorAll<HTMLElement>("[data-text]")];
    const height = this.#height();
    const anchor = this.#anchor();
    for (const [index, text] of own.entries()) {
      const source = come[index];
      const leaves = [...(source?.querySelectorAll<HTMLElement>("[data-leaf]") ?? [])];
      if (source === undefined || leaves.length === 0) {
        continue;
      }

      const first = Number(leaves[0]!.dataset["leaf"]);
      const gap = this.#gapsOf(text).find((g) => spanOf(g).from <= first && first <= spanOf(g).to);
      if (gap === undefined) {
        continue; // They have come meanwhile.
      }

      const span = spanOf(gap);
      const taken = leaves.filter((leaf) => Number(leaf.dataset["leaf"]) <= span.to).map((leaf) => document.importNode(leaf, true));
      const rest = restOf(span, { from: first, to: first + taken.length - 1 });
      const [before, after] = this.#gapsOf(source).length === 0 ? [] : [
        this.#gapsOf(source).find((g) => spanOf(g).from < first),
        this.#gapsOf(source).find((g) => spanOf(g).from > first),
      ];
      const parts = [part(before, rest.before, gap), ...taken, part(after, rest.after, gap)].filter((element) => element !== null);
      this.#observer.unobserve(gap);
      gap.replaceWith(...parts);
      for (const left of parts.filter((element) => element.matches(".leaves-apart"))) {
        this.#prepare(left, height);
      }
    }

    // What somebody reads stays where it is, however high the leaves above it came out.
    const moved = anchor === null || !anchor.element.isConnected ? 0 : anchor.element.getBoundingClientRect().top - anchor.top;
    if (moved !== 0) {
      window.scrollBy({ top: moved, behavior: "instant" });
    }

    this.onLoaded?.();
  }

  /** The first paragraph in the window, and where it stands. */
  #anchor(): { element: Element; top: number } | null {
    for (const element of this.texts.querySelectorAll(".words")) {
      const { top, bottom } = element.getBoundingClientRect();
      if (bottom > 0) {
        return top < window.innerHeight ? { element, top } : null;
      }
    }

    return null;
  }

  #prepare(gap: HTMLElement, height: number): void {
    gap.style.minBlockSize = `${Math.round(Number(gap.dataset["length"]) * height)}px`;
    this.#observer.observe(gap);
  }

  /** How high one code unit of the text is on average, in CSS pixels. */
  #height(): number {
    const gaps = this.#gapsOf(this.shown);
    const apart = gaps.reduce((sum, gap) => sum + Number(gap.dataset["length"]), 0);
    const shown = Number(this.first.dataset["length"]) - apart;
    const taken = this.texts.getBoundingClientRect().height - gaps.reduce((sum, gap) => sum + gap.getBoundingClientRect().height, 0);
    return shown > 0 && taken > 0 ? taken / shown : 0.5;
  }

  #gapsOf(text: HTMLElement): HTMLElement[] {
    return [...text.querySelectorAll<HTMLElement>(".leaves-apart")];
  }
}

/** A gap's element for what is left of it, its length in proportion. */
function part(model: HTMLElement | undefined, span: Gap | null, gap: HTMLElement): HTMLElement | null {
  if (span === null) {
    return null;
  }

  const left = document.importNode(model ?? gap, true);
  const whole = spanOf(gap);
  left.dataset["from"] = String(span.from);
  left.dataset["to"] = String(span.to);
  left.dataset["length"] = String(Math.round((Number(gap.dataset["length"]) * (span.to - span.from + 1)) / (whole.to - whole.from + 1)));
  return left;
}

function spanOf(gap: HTMLElement): Gap {
  return { from: Number(gap.dataset["from"]), to: Number(gap.dataset["to"]) };
}
