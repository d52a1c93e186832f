import { actionFor, isShortcut } from "./keys.js";
import { drawLayer, scaleLayer, type PageLayer } from "./word-layer.js";

const keys = { "+": "larger", "=": "larger", "-": "smaller", "0": "fit", r: "rotate" } as const;

/** The frame with the picture of a page: which page it shows, how large and which way up. */
export class PagePicture {
  /** Called when somebody asks for another page with the frame's own links. */
  onTurn: ((page: number) => void) | null = null;

  /** Called when another page's words have been drawn. */
  onShown: (() => void) | null = null;

  #page: number;
  #zoom = 1;
  #angle = 0;
  #wanted = 0;
  #drawn: PageLayer | null = null;

  constructor(private readonly pane: HTMLElement) {
    this.#page = Number(pane.dataset["page"]);
    this.#part("picture-tools").hidden = false;
    pane.addEventListener("click", (event) => this.#onClick(event));
    new ResizeObserver(() => this.#fit()).observe(this.#part("frame"));
    void this.#load(this.#page);
  }

  get page(): number {
    return this.#page;
  }

  get pageCount(): number {
    return Number(this.pane.dataset["pageCount"]);
  }

  get layer(): HTMLElement {
    return this.#part("layer");
  }

  /** Shows a page, if there is such a one. */
  show(page: number): void {
    if (page !== this.#page && page >= 1 && page <= this.pageCount) {
      this.#page = page;
      this.#label();
      void this.#load(page);
    }
  }

  perform(action: "larger" | "smaller" | "fit" | "rotate"): void {
    if (action === "rotate") {
      this.#angle = (this.#angle + 90) % 360;
    } else {
      this.#zoom = action === "fit" ? (this.#zoom === 1 ? this.#wholePage() : 1) : Math.min(6, Math.max(0.25, this.#zoom * (action === "larger" ? 1.25 : 0.8)));
    }

    this.#fit();
  }

  /** Marks words on the picture: boxes in ten-thousandths of the page. */
  mark(boxes: readonly { box: readonly number[]; isCurrent: boolean }[]): void {
    this.#part("hits").replaceChildren(
      ...boxes.map(({ box, isCurrent }) => {
        const mark = this.pane.ownerDocument.createElement("span");
        mark.className = isCurrent ? "hit current" : "hit";
        [mark.style.left, mark.style.top, mark.style.width, mark.style.height] = box.map((edge) => `${edge / 100}%`) as [string, string, string, string];
        return mark;
      }),
    );
  }

  /** Brings the marked current place into the frame. */
  scrollToMark(): void {
    const [frame, mark] = [this.#part("frame"), this.#part("hits").querySelector(".current")];
    if (mark !== null) {
      const [inner, outer] = [mark.getBoundingClientRect(), frame.getBoundingClientRect()];
      frame.scrollBy({ top: inner.top - outer.top - outer.height / 3, left: inner.left - outer.left - outer.width / 3 });
    }
  }

  #onClick(event: MouseEvent): void {
    const control = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null;
    switch (control?.dataset["do"]) {
      case "previous-page":
      case "next-page":
        if (this.onTurn !== null) {
          event.preventDefault();
          this.onTurn(this.#page + (control.dataset["do"] === "next-page" ? 1 : -1));
        }

        break;
      case "larger":
      case "smaller":
      case "fit":
      case "rotate":
        this.perform(control.dataset["do"]);
        break;
    }
  }

  #label(): void {
    this.#part("page-of").textContent = (this.pane.dataset["pageOf"] ?? "").replace("{0}", String(this.#page));
    for (const [name, page] of [["previous-page", this.#page - 1], ["next-page", this.#page + 1]] as const) {
      const link = this.pane.querySelector<HTMLAnchorElement>(`[data-do="${name}"]`)!;
      const address = new URL(link.href);
      address.searchParams.set("page", String(page));
      link.href = address.href;
      link.hidden = page < 1 || page > this.pageCount;
    }

    for (const problem of this.pane.querySelectorAll<HTMLElement>("[data-part=picture-problem]")) {
      problem.hidden = String(this.#page) !== this.pane.dataset["page"];
    }
  }

  /** Fetches what is on a page; only the page asked for last is shown. */
  async #load(page: number): Promise<void> {
    const asked = ++this.#wanted;
    try {
      const answer = await fetch(`${this.pane.dataset["pictures"]}${page}/words`, { credentials: "same-origin" });
      const layer = answer.ok ? ((await answer.json()) as PageLayer) : null;
      if (layer === null || asked !== this.#wanted) {
        return;
      }

      const picture = this.#part("picture") as HTMLImageElement;
      picture.hidden = !layer.hasPicture;
      if (layer.hasPicture) {
        picture.width = layer.width;
        picture.height = layer.height;
        picture.alt = (this.pane.dataset["pictureOf"] ?? "").replace("{0}", String(page));
        const address = `${this.pane.dataset["pictures"]}${page}/large.webp`;
        if (picture.getAttribute("src") !== address) {
          picture.src = address;
          this.#part("frame").scrollTo(0, 0);
        }
      }

      this.#drawn = layer;
      this.mark([]);
      this.#part("layer").replaceChildren();
      this.#fit();
      this.onShown?.();
    } catch {
      // The page can be read without.
    }
  }

  /** How large the picture must be to stand in the frame as a whole, where 1 is as wide as the frame. */
  #wholePage(): number {
    const [frame, picture] = [this.#part("frame"), this.#part("picture") as HTMLImageElement];
    const [width, height] = this.#angle % 180 === 0 ? [picture.width, picture.height] : [picture.height, picture.width];
    return Math.min(1, (frame.clientHeight * width) / Math.max(1, height) / Math.max(1, frame.clientWidth));
  }

  #fit(): void {
    const [frame, turn, sheet, picture] = [this.#part("frame"), this.#part("turn"), this.#part("sheet"), this.#part("picture") as HTMLImageElement];
    if (frame.clientWidth === 0 || this.#drawn === null) {
      return; // It is not shown now.
    }

    const isUpright = this.#angle % 180 === 0;
    const ratio = this.#drawn.height / Math.max(1, this.#drawn.width);
    const across = frame.clientWidth * this.#zoom;
    const [width, height] = isUpright ? [across, across * ratio] : [across / Math.max(0.01, ratio), across];
    const isPlain = this.#zoom === 1 && this.#angle === 0;
    sheet.style.width = isPlain ? "" : `${width}px`;
    [turn.style.width, turn.style.height] = isPlain ? ["", ""] : [`${across}px`, `${isUpright ? height : across / Math.max(0.01, ratio) }px`];
    sheet.style.transform = isPlain || this.#angle === 0 ? "" : `translate(${(across - width) / 2}px, ${((isUpright ? height : width) - height) / 2}px) rotate(${this.#angle}deg)`;
    const layer = this.#part("layer");
    if (layer.childElementCount === 0 && this.#drawn.lines.length > 0) {
      drawLayer(layer, this.#drawn);
    }

    scaleLayer(layer, picture.hidden ? width : picture.clientWidth || width);
  }

  #part(name: string): HTMLElement {
    return this.pane.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }
}

/** What the key asks of a picture, if anything. */
export function pictureAction(event: KeyboardEvent): "larger" | "smaller" | "fit" | "rotate" | null {
  return isShortcut(event) ? null : actionFor(event, event.shiftKey, keys);
}

/** The page of one picture alone. */
export function connect(root: HTMLElement): void {
  const pane = root.querySelector<HTMLElement>("[data-part=pane]");
  if (pane === null) {
    return;
  }

  const picture = new PagePicture(pane);
  root.ownerDocument.addEventListener("keydown", (event) => {
    const isWriting = event.target instanceof Element && event.target.matches("input, textarea, select");
    const action = isWriting ? null : pictureAction(event);
    const turn = isWriting || isShortcut(event) ? null : actionFor(event, event.shiftKey, { j: "next", k: "prev" });
    const link = turn === null ? null : root.querySelector<HTMLAnchorElement>(`a[rel="${turn}"]`);
    if (action !== null || link !== null) {
      event.preventDefault();
    }

    if (action !== null) {
      picture.perform(action);
    }

    link?.click();
  });
}
