import { actionFor, isShortcut } from "./keys.js";
import { currentOf, Leaves } from "./leaves.js";
import { PagePicture, pictureAction } from "./page-picture.js";
import { positionOf, rangeOf, rangesOf } from "./text-offsets.js";

/** A place where words were found. */
export interface Hit {
  start: number;
  end: number;
  page: number;
  paragraph: number;
  boxes: number[][];
}

/** What the archive answers to a search in a text. */
interface Found {
  text: string;
  count: number;
  isCut: boolean;
  hits: Hit[];
}

const keys = {
  "/": "find",
  n: "next-hit",
  "Shift+n": "previous-hit",
  F3: "next-hit",
  j: "next-page",
  k: "previous-page",
  q: "next-quotation",
  "Shift+q": "previous-quotation",
  v: "view",
  "[": "before",
  "]": "after",
  c: "cite",
  "?": "keys",
} as const;

type Action = (typeof keys)[keyof typeof keys];

/** The first hit at or after a position, or the first of all. */
export function hitFrom(hits: readonly Pick<Hit, "start">[], position: number): number {
  const index = hits.findIndex((hit) => hit.start >= position);
  return index < 0 ? 0 : index;
}

/** The hit before or after one, from the other end again at either end. */
export function nextHit(current: number, count: number, by: 1 | -1): number {
  return count === 0 ? -1 : (current + by + count) % count;
}

/** The place of the next start after a position, or of the last before it; −1 where there is none. */
export function nextStart(starts: readonly number[], position: number, by: 1 | -1): number {
  return by > 0 ? starts.findIndex((start) => start > position) : starts.findLastIndex((start) => start < position);
}

/** Makes the reading room of a document: text and picture in step, find, keys. */
export function connect(root: HTMLElement): void {
  const room = root.querySelector<HTMLElement>("[data-part=room]");
  const reader = room === null ? null : new ReadingRoom(root, room);
  root.ownerDocument.addEventListener("keydown", (event) => onKey(root, reader, event));
}

function onKey(root: HTMLElement, reader: ReadingRoom | null, event: KeyboardEvent): void {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const isWriting = target?.matches("input:not([type=radio], [type=checkbox]), textarea, select") ?? false;
  if (isShortcut(event) || event.isComposing || root.ownerDocument.querySelector("dialog[open]") !== null || (isWriting && event.key !== "F3")) {
    return;
  }

  const action: Action | null = event.key === "F3" && event.shiftKey ? "previous-hit" : actionFor(event, event.shiftKey, keys);
  const link = action === "before" || action === "after" || action === "cite"
    ? root.querySelector<HTMLAnchorElement>(`[data-key="${{ before: "[", after: "]", cite: "c" }[action]}"]`) : null;
  if (link !== null) {
    event.preventDefault();
    link.click();
  } else if (action !== null && reader?.perform(action)) {
    event.preventDefault();
  } else if (action === null) {
    const ofPicture = pictureAction(event);
    if (ofPicture !== null && reader?.picture) {
      event.preventDefault();
      reader.picture.perform(ofPicture);
    }
  }
}

class ReadingRoom {
  readonly picture: PagePicture | null;
  readonly #leaves: Leaves | null;
  #hits: Hit[] = [];
  #current = -1;
  #sought = "";
  #asked = 0;
  #isFollowing = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly room: HTMLElement,
  ) {
    const [texts, pane] = [this.#part("texts"), this.#part("pane")];
    const address = new URL(`/documents/${encodeURIComponent(room.dataset["reference"] ?? "")}/leaves${location.search}`, location.href);
    for (const place of ["page", "paragraph", "find"]) {
      address.searchParams.delete(place);
    }

    address.searchParams.set("text", room.dataset["textKey"] ?? "");
    this.#leaves = texts === null ? null : new Leaves(texts, address);
    this.picture = pane === null ? null : new PagePicture(pane);
    if (this.#leaves !== null) {
      this.#leaves.onLoaded = () => this.#highlight();
    }

    if (this.picture !== null) {
      this.picture.onTurn = (page) => void this.#goToPage(page);
      this.picture.onShown = () => this.#markPicture();
    }

    this.#listen();
    void this.#followAddress();
  }

  /** @returns Whether there was anything to do. */
  perform(action: Action): boolean {
    switch (action) {
      case "find": {
        const field = this.#field();
        field?.focus();
        field?.select();
        return field !== null;
      }
      case "next-hit":
      case "previous-hit":
        return this.#step(action === "next-hit" ? 1 : -1);
      case "next-page":
      case "previous-page":
        void this.#goToPage(this.#page() + (action === "next-page" ? 1 : -1));
        return true;
      case "next-quotation":
      case "previous-quotation":
        void this.#goToQuotation(action === "next-quotation" ? 1 : -1);
        return true;
      case "view": {
        const links = [...this.room.querySelectorAll<HTMLElement>("[data-view-link]")];
        const at = links.findIndex((link) => link.ariaCurrent === "true");
        links[(at + 1) % Math.max(1, links.length)]?.click();
        return links.length > 0;
      }
      case "keys":
        (this.#part("keys") as HTMLDialogElement | null)?.showModal();
        return true;
      default:
        return false;
    }
  }

  #listen(): void {
    const document = this.room.ownerDocument;
    this.room.addEventListener("click", (event) => this.#onClick(event));
    this.room.addEventListener("quotations-changed", (event) => {
      const { key, start, end } = (event as CustomEvent<{ key: string; start: number; end: number }>).detail;
      void this.#leaves?.refresh(key, start, end).catch(() => undefined); // What is read stays; the marks come with the next page.
    });
    this.root.querySelector(".page-thumbnails")?.addEventListener("click", (event) => this.#onThumbnail(event));
    window.addEventListener("hashchange", () => void this.#followAddress());
    document.addEventListener("scroll", () => this.#onScroll(), { passive: true });
    this.#part("find")?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#onSubmit(false);
    });
    const field = this.#field();
    let waiting = 0;
    field?.addEventListener("input", () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => void this.#find(field.value), 250);
    });
    field?.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        window.clearTimeout(waiting);
        this.#onSubmit(event.shiftKey);
      } else if (event.key === "Escape") {
        field.value = "";
        void this.#find("");
        field.blur();
      }
    });
    this.#part("go")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#goToPage(Number(this.room.querySelector<HTMLInputElement>("#go-page")?.value));
    });
    if (field !== null && field.value !== "") {
      void this.#find(field.value);
    }
  }

  #onClick(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do], [data-view-link], [data-part=keys-link], a[data-paragraph]") : null;
    if (target === null || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }

    if (target.dataset["paragraph"] !== undefined) {
      event.preventDefault();
      location.hash = `#p${target.dataset["paragraph"]}`;
    } else if (target.dataset["viewLink"] !== undefined) {
      event.preventDefault();
      this.#show(target as HTMLAnchorElement);
    } else if (target.dataset["part"] === "keys-link") {
      event.preventDefault();
      this.perform("keys");
    } else if (target.dataset["do"] === "next-hit" || target.dataset["do"] === "previous-hit") {
      this.#step(target.dataset["do"] === "next-hit" ? 1 : -1);
    }
  }

  #onThumbnail(event: Event): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-page]") : null;
    if (link !== null) {
      event.preventDefault();
      this.room.scrollIntoView();
      void this.#goToPage(Number(link.dataset["page"]));
    }
  }

  /** Shows text, picture or both, keeps the place, and writes the choice into the address. */
  #show(link: HTMLAnchorElement): void {
    const page = this.#page();
    this.room.dataset["view"] = link.dataset["viewLink"] ?? "auto";
    for (const other of this.room.querySelectorAll<HTMLElement>("[data-view-link]")) {
      other.ariaCurrent = String(other === link);
    }

    const address = new URL(location.href);
    address.searchParams.set("view", this.room.dataset["view"]);
    history.replaceState(history.state, "", address);
    void this.#goToPage(page, true);
  }

  /** Goes to what the fragment of the address names, fetching it where it is not there yet. */
  async #followAddress(): Promise<void> {
    const named = /^#(?:(p)|page-)(\d+)$/.exec(location.hash);
    if (named === null || this.#leaves === null || this.room.ownerDocument.getElementById(location.hash.slice(1)) !== null) {
      return;
    }

    const place = await this.#leaves.bring(named[1] === undefined ? "page" : "paragraph", Number(named[2])).catch(() => null);
    if (place !== null) {
      location.replace(location.href); // So that it is the target of the address, and looks like it.
      this.#jumpTo(place);
    }
  }

  #breaks(): HTMLElement[] {
    return [...(this.#leaves?.shown.querySelectorAll<HTMLElement>(".page-break[data-page]") ?? [])];
  }

  /** The page that is read now, from 1. */
  #page(): number {
    if (this.room.dataset["view"] === "picture" && this.picture !== null) {
      return this.picture.page;
    }

    const breaks = this.#breaks();
    const at = currentOf(breaks.map((line) => line.getBoundingClientRect().top), this.#top() + 120);
    return at < 0 ? (this.picture?.page ?? 1) : Number(breaks[at]!.dataset["page"]);
  }

  async #goToPage(page: number, isSame = false): Promise<void> {
    const count = this.picture?.pageCount ?? Number(this.room.querySelector<HTMLInputElement>("#go-page")?.max ?? 1);
    if (!(page >= 1 && page <= count)) {
      return;
    }

    this.picture?.show(page);
    if (this.room.dataset["view"] === "picture" || this.#leaves === null) {
      return;
    }

    const line = await this.#leaves.bring("page", page).catch(() => null);
    if (line !== null && !(isSame && page === 1)) {
      this.#jumpTo(line);
    }
  }

  async #goToQuotation(by: 1 | -1): Promise<void> {
    const marks = [...(this.#part("strip")?.querySelectorAll<SVGAElement>("a[data-start]") ?? [])];
    const at = nextStart(marks.map((mark) => Number(mark.dataset["start"])), this.#position(), by);
    if (at < 0) {
      return;
    }

    const start = Number(marks[at]!.dataset["start"]);
    const paragraph = await this.#leaves?.bring("paragraph", Number(marks[at]!.dataset["paragraph"])).catch(() => null);
    if (paragraph) {
      this.#jumpTo(paragraph);
      paragraph.querySelector<HTMLElement>(".paragraph-number")?.focus({ preventScroll: true });
      this.#place = { start, top: window.scrollY };
    }
  }

  /** Where the last jump to a quotation led; two quotations may stand too near each other to be told apart by scrolling. */
  #place: { start: number; top: number } | null = null;

  /** The position in the text that is read now, in UTF-16 code units. */
  #position(): number {
    if (this.#place !== null && Math.abs(this.#place.top - window.scrollY) < 5) {
      return this.#place.start;
    }

    const text = this.#leaves?.first;
    const lines = [...(text?.querySelectorAll<HTMLElement>(".words") ?? [])];
    const at = currentOf(lines.map((line) => line.getBoundingClientRect().top), this.#top() + 8);
    const line = lines[at];
    return line === undefined || line.getBoundingClientRect().top > window.innerHeight ? -1 : (positionOf(line, 0)?.position ?? -1);
  }

  /** How far down the window the reading begins, where the picture stands above it. */
  #top(): number {
    const pane = this.#part("pane");
    const [bounds, texts] = [pane?.getBoundingClientRect(), this.#part("texts")?.getBoundingClientRect()];
    return bounds !== undefined && texts !== undefined && bounds.width > 0 && bounds.left < texts.right && texts.left < bounds.right ? Math.max(0, bounds.bottom) : 0;
  }

  #jumpTo(element: Element): void {
    window.scrollBy({ top: element.getBoundingClientRect().top - this.#top() - 12, behavior: "instant" });
  }

  /** Moves the picture to the page that is read, and the mark in the strip. */
  #onScroll(): void {
    if (this.#isFollowing) {
      return;
    }

    this.#isFollowing = true;
    window.setTimeout(() => {
      this.#isFollowing = false;
      if (this.room.dataset["view"] === "picture" || this.#leaves === null) {
        return;
      }

      this.picture?.show(this.#pageOfHit() ?? this.#page());
      this.#showPlace();
    }, 120);
  }

  /** The page of the hit that was gone to, while it is in the window: its page may begin far below the line that is read. */
  #pageOfHit(): number | null {
    const hit = this.#hits[this.#current];
    const bounds = hit === undefined || this.#leaves === null ? undefined : rangeOf(this.#leaves.first, hit.start, hit.end)?.getBoundingClientRect();
    return bounds !== undefined && bounds.bottom > this.#top() && bounds.top < window.innerHeight ? hit!.page : null;
  }

  #showPlace(): void {
    const [here, texts] = [this.#part("here"), this.#part("texts")?.getBoundingClientRect()];
    if (here !== null && texts !== undefined && texts.height > 0) {
      const from = Math.min(1, Math.max(0, -texts.top / texts.height));
      const to = Math.min(1, Math.max(from, (window.innerHeight - texts.top) / texts.height));
      here.setAttribute("y", String(Math.round(from * 1000)));
      here.setAttribute("height", String(Math.max(10, Math.round((to - from) * 1000))));
    }
  }

  #onSubmit(isBackwards: boolean): void {
    const words = this.#field()?.value ?? "";
    if (words.trim() === this.#sought && this.#hits.length > 0) {
      this.#step(isBackwards ? -1 : 1);
    } else {
      void this.#find(words);
    }
  }

  async #find(words: string): Promise<void> {
    const asked = ++this.#asked;
    this.#sought = words.trim();
    this.#hits = [];
    this.#current = -1;
    delete this.room.dataset["hitStart"];
    delete this.room.dataset["hitEnd"];
    let message = "";
    if (this.#sought !== "") {
      const address = new URL(`/documents/${encodeURIComponent(this.room.dataset["reference"] ?? "")}/find`, location.href);
      address.searchParams.set("text", this.room.dataset["textKey"] ?? "");
      address.searchParams.set("q", this.#sought);
      try {
        const answer = await fetch(address, { credentials: "same-origin" });
        const found = answer.ok ? ((await answer.json()) as Found) : null;
        if (asked !== this.#asked) {
          return;
        }

        this.#hits = found?.hits ?? [];
        message = found === null ? (this.room.dataset["failed"] ?? "") : this.#hits.length === 0 ? (this.room.dataset["none"] ?? "") : "";
        this.#count = found?.count ?? 0;
      } catch {
        message = this.room.dataset["failed"] ?? "";
      }
    }

    const list = this.#part("found");
    if (list !== null) {
      list.hidden = true; // The hits are in the text now.
    }

    this.#part("hit-steps")!.hidden = this.#hits.length === 0;
    this.#say(message);
    if (this.#hits.length > 0) {
      this.#current = hitFrom(this.#hits, this.#position());
      await this.#goToHit();
    } else {
      this.#highlight();
      this.#markPicture();
    }
  }

  #count = 0;

  #step(by: 1 | -1): boolean {
    this.#current = nextHit(this.#current, this.#hits.length, by);
    if (this.#current >= 0) {
      void this.#goToHit();
    }

    return this.#current >= 0;
  }

  async #goToHit(): Promise<void> {
    const [hit, at] = [this.#hits[this.#current]!, this.#current];
    this.#say((this.room.dataset["hit"] ?? "").replace("{0}", String(at + 1)).replace("{1}", String(this.#count)));
    const paragraph = await this.#leaves?.bring("paragraph", hit.paragraph).catch(() => null);
    if (at !== this.#current) {
      return;
    }

    [this.room.dataset["hitStart"], this.room.dataset["hitEnd"]] = [String(hit.start), String(hit.end)];
    this.#highlight();
    const range = paragraph ? rangeOf(this.#leaves!.first, hit.start, hit.end) : null;
    if (range !== null && this.room.dataset["view"] !== "picture") {
      const { top, bottom } = range.getBoundingClientRect();
      const above = this.#top();
      if (top < above + 40 || bottom > window.innerHeight - 40) {
        window.scrollBy({ top: top - above - (window.innerHeight - above) / 3, behavior: "instant" });
      }
    }

    this.picture?.show(hit.page);
    this.#markPicture();
    this.picture?.scrollToMark();
  }

  /** Draws the hits over whole words of the text, without an element of their own: letters stay joined. */
  #highlight(): void {
    if (!("highlights" in CSS) || this.#leaves === null) {
      return;
    }

    const [current, others] = [new Highlight(), new Highlight()];
    for (const [at, range] of rangesOf(this.#leaves.first, this.#hits).entries()) {
      if (range !== null) {
        (at === this.#current ? current : others).add(range);
      }
    }

    current.priority = 1;
    CSS.highlights.set("found", others);
    CSS.highlights.set("found-current", current);
  }

  #markPicture(): void {
    const current = this.#hits[this.#current];
    this.picture?.mark(this.#hits.filter((hit) => hit.page === this.picture?.page).flatMap((hit) => hit.boxes.map((box) => ({ box, isCurrent: hit === current }))));
  }

  #say(words: string): void {
    const output = this.#part("hit-count");
    if (output !== null) {
      output.textContent = words;
    }
  }

  #field(): HTMLInputElement | null {
    return this.room.querySelector<HTMLInputElement>("#find");
  }

  #part(name: string): HTMLElement | null {
    return this.room.querySelector<HTMLElement>(`[data-part="${name}"]`);
  }
}
