import { actionFor, isShortcut } from "./keys.js";
import { trimmed, withPlace, written, type Place } from "./quote-places.js";
import { positionOf, rangesOf } from "./text-offsets.js";

/** What the archive answers to a wish to quote. */
interface QuoteResult {
  quotation: string | null;
  version: number;
  message: string;
  undo: string | null;
  span: [number, number] | null;
  problems: { field: string; text: string }[];
}

/** Selected words: in which text, where, and which quotations they touch. */
interface Selected {
  text: HTMLElement;
  key: string;
  place: Place;
  words: string;
  touched: string[];
  bounds: DOMRect;
}

const keys = { t: "quote" } as const;

/** Lets words that are selected, or found, become a quotation where they stand. */
export function connect(root: HTMLElement): void {
  const room = root.ownerDocument.querySelector<HTMLElement>("[data-part=room]");
  if (room !== null) {
    root.hidden = false;
    new Quoting(root, room).listen();
  }
}

class Quoting {
  #selected: Selected | null = null;
  #key = "";
  #places: Place[] = [];
  #last: QuoteResult | null = null;
  #lastKey = "";

  constructor(
    private readonly root: HTMLElement,
    private readonly room: HTMLElement,
  ) {}

  listen(): void {
    const page = this.root.ownerDocument;
    page.addEventListener("selectionchange", () => this.#onSelection());
    page.addEventListener("scroll", () => this.#placeOffer(), { passive: true });
    page.addEventListener("keydown", (event) => this.#onKey(event));
    this.root.addEventListener("click", (event) => {
      const control = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-do]") : null;
      switch (control?.dataset["do"]) {
        case "open":
        case "add":
          this.#open();
          break;
        case "cancel":
          this.#close();
          break;
        case "undo":
          void this.#undo();
          break;
        case "dismiss":
          this.#part("done").hidden = true;
          break;
      }
    });
    // A press on the button must not take the selection away before it is read.
    this.#part("offer").addEventListener("pointerdown", (event) => event.preventDefault());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#save();
    });
    this.#part("target-list").addEventListener("change", () => this.#showTarget());
  }

  get #form(): HTMLFormElement {
    return this.#part("form") as HTMLFormElement;
  }

  get #isOpen(): boolean {
    return !this.#form.hidden;
  }

  #onKey(event: KeyboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (event.key === "Escape" && this.#isOpen && this.#form.contains(target) && !event.defaultPrevented) {
      this.#close();
    } else if (!isShortcut(event) && !event.isComposing && !(target?.matches("input:not([type=radio], [type=checkbox]), textarea, select") ?? false)
      && this.root.ownerDocument.querySelector("dialog[open]") === null && actionFor(event, event.shiftKey, keys) === "quote") {
      this.#selected = this.#read(this.root.ownerDocument.getSelection()) ?? this.#found();
      if (this.#selected !== null) {
        event.preventDefault();
        this.#open();
      }
    }
  }

  #onSelection(): void {
    this.#selected = this.#read(this.root.ownerDocument.getSelection());
    this.#placeOffer();
  }

  /** Reads a selection whose two ends lie in the words of one text. */
  #read(selection: Selection | null): Selected | null {
    if (selection === null || selection.isCollapsed || selection.rangeCount === 0) {
      return null;
    }

    const range = selection.getRangeAt(0);
    const [from, to] = [positionOf(range.startContainer, range.startOffset), positionOf(range.endContainer, range.endOffset)];
    const key = from?.text.dataset["text"];
    return from === null || to === null || key === undefined || to.text.dataset["text"] !== key ? null : this.#at(from.text, key, from.position, to.position, range);
  }

  /** The hit that was found last, as if it were selected. */
  #found(): Selected | null {
    const [start, end] = [Number(this.room.dataset["hitStart"]), Number(this.room.dataset["hitEnd"])];
    const text = this.room.querySelector<HTMLElement>(`[data-part=texts] [data-text="${CSS.escape(this.room.dataset["textKey"] ?? "")}"]`);
    const range = text === null || !(end > start) ? null : rangesOf(text, [{ start, end }])[0];
    return text === null || !range ? null : this.#at(text, this.room.dataset["textKey"] ?? "", start, end, range);
  }

  #at(text: HTMLElement, key: string, start: number, end: number, range: Range): Selected | null {
    if (end <= start) {
      return null;
    }

    const words = [...text.querySelectorAll<HTMLElement>(".words")].filter((span) => range.intersectsNode(span));
    const first = words[0];
    if (first === undefined) {
      return null;
    }

    // Paragraphs are parted by a line's end in the text, which no element shows; the words themselves are enough to show and to trim.
    const pieces = words.map((span) => {
      const from = Number(span.dataset["start"]);
      return span.textContent.slice(Math.max(0, start - from), Math.max(0, end - from));
    });
    const head = trimmed(pieces[0]!, Math.max(start, Number(first.dataset["start"])));
    const last = words.at(-1)!;
    const tailFrom = Math.max(start, Number(last.dataset["start"]));
    const tail = trimmed(pieces.at(-1)!, tailFrom);
    const place = { start: head?.start ?? start, end: tail?.end ?? Math.max(start, tailFrom) };
    const touched = [...text.querySelectorAll<HTMLElement>("mark[data-quotations]")].filter((mark) => range.intersectsNode(mark)).flatMap((mark) => mark.dataset["quotations"]!.split(" "));
    const joint = text.closest("[data-part=layer]") !== null ? " " : "\n";
    return place.end <= place.start ? null : { text, key, place, words: pieces.join(joint).trim(), touched: [...new Set(touched)], bounds: range.getBoundingClientRect() };
  }

  /** Puts the button beside the end of the selection, within the window. */
  #placeOffer(): void {
    const offer = this.#part("offer");
    const isOf = this.#selected !== null && !(this.#isOpen && this.#selected.key !== this.#key);
    offer.hidden = !isOf;
    if (!isOf) {
      return;
    }

    const selection = this.root.ownerDocument.getSelection();
    const bounds = selection !== null && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0).getBoundingClientRect() : this.#selected!.bounds;
    this.#control("open").hidden = this.#isOpen;
    this.#control("add").hidden = !this.#isOpen;
    const below = bounds.bottom + 6 + offer.offsetHeight < window.innerHeight ? bounds.bottom + 6 : Math.max(6, bounds.top - offer.offsetHeight - 6);
    offer.style.top = `${Math.max(6, Math.min(below, window.innerHeight - offer.offsetHeight - 6))}px`;
    offer.style.left = `${Math.max(6, Math.min(bounds.left + bounds.width / 2 - offer.offsetWidth / 2, window.innerWidth - offer.offsetWidth - 6))}px`;
  }

  #open(): void {
    const selected = this.#selected;
    if (selected === null) {
      return;
    }

    this.#places = this.#isOpen && this.#key === selected.key ? withPlace(this.#places, selected.place) : [selected.place];
    const isMore = this.#isOpen;
    this.#key = selected.key;
    this.#form.hidden = false;
    this.#part("done").hidden = true;
    this.#problem("", "");
    (this.#form.elements.namedItem("Text") as HTMLInputElement).value = this.#key;
    (this.#form.elements.namedItem("Places") as HTMLInputElement).value = written(this.#places);
    const words = this.#part("words");
    words.lang = selected.text.querySelector<HTMLElement>("[lang]")?.lang ?? selected.text.lang;
    words.textContent = isMore && this.#places.length > 1 ? `${words.textContent} […] ${selected.words}` : selected.words;
    this.#part("parts").textContent = this.#places.length > 1 ? (this.root.dataset["parts"] ?? "").replace("{0}", String(this.#places.length)) : "";
    if (!isMore) {
      this.#offerTargets(selected.touched);
    }

    this.#draw();
    this.#part("offer").hidden = true;
    (this.#form.elements.namedItem("Tags") as HTMLInputElement).focus({ preventScroll: true });
    this.#showTarget();
  }

  /** A selection that touches quotations may become their new place. */
  #offerTargets(touched: string[]): void {
    const list = this.#part("target-list");
    list.replaceChildren(...["", ...touched].map((reference) => {
      const [label, input] = [document.createElement("label"), document.createElement("input")];
      Object.assign(input, { type: "radio", name: "Quotation", value: reference, checked: reference === "" });
      label.append(input, ` ${reference === "" ? this.root.dataset["new"] : (this.root.dataset["place"] ?? "").replace("{0}", reference)}`);
      return label;
    }));
    this.#part("targets").hidden = touched.length === 0;
  }

  #showTarget(): void {
    const chosen = this.#part("target-list").querySelector<HTMLInputElement>("input:checked")?.value ?? "";
    this.#part("new-only").hidden = chosen !== "";
  }

  /** Shows what is to be quoted, over whole words, without an element of its own. */
  #draw(): void {
    if (!("highlights" in CSS)) {
      return;
    }

    const ranges = this.#isOpen ? [...this.room.querySelectorAll<HTMLElement>(`[data-text="${CSS.escape(this.#key)}"]`)].flatMap((text) => rangesOf(text, this.#places)) : [];
    CSS.highlights.set("to-be-quoted", new Highlight(...ranges.filter((range) => range !== null)));
  }

  #close(): void {
    this.#form.hidden = true; // What was typed stays for the next words, until it is saved.
    this.#places = [];
    this.#draw();
    this.#part("offer").hidden = true;
    // Back to where the words stand, so that reading goes on with the keys.
    this.#selected?.text.querySelector<HTMLElement>(".paragraph-number")?.ownerDocument.getSelection()?.removeAllRanges();
    this.#selected = null;
    (this.root.ownerDocument.activeElement as HTMLElement | null)?.blur();
  }

  async #save(): Promise<void> {
    const key = this.#key;
    const result = await this.#send(this.#form.action, new FormData(this.#form));
    if (result === null) {
      return;
    }

    if (result.quotation === null) {
      for (const field of this.#form.querySelectorAll<HTMLElement>("[data-field]")) {
        this.#problem(field.dataset["field"]!, result.problems.filter((p) => p.field === field.dataset["field"]).map((p) => p.text).join(" "));
      }

      this.#problem("", result.problems.filter((p) => this.#form.querySelector(`[data-field="${CSS.escape(p.field)}"]`) === null).map((p) => p.text).join(" "));
      this.#form.querySelector<HTMLElement>(".field.invalid :is(input, textarea)")?.focus();
      return;
    }

    const span = this.#spanOf(result);
    this.#form.reset();
    this.#close();
    this.#say(result, key);
    this.#changed(key, span);
  }

  async #undo(): Promise<void> {
    const last = this.#last;
    if (last === null || last.quotation === null) {
      return;
    }

    const body = new FormData(this.#form);
    body.set("Quotation", last.quotation);
    body.set("Version", String(last.version));
    body.set("Places", last.undo ?? "");
    const result = await this.#send(`${this.#form.action}?handler=Undo`, body);
    if (result?.quotation) {
      this.#changed(this.#lastKey, this.#spanOf(last));
      this.#say({ ...result, undo: null }, this.#lastKey);
    } else if (result !== null) {
      this.#part("message").textContent = result.problems.map((p) => p.text).join(" ");
    }
  }

  #spanOf(result: QuoteResult): [number, number] {
    const old = (result.undo ?? "").split(/[-,]/).filter((n) => n !== "").map(Number);
    const all = [...(result.span ?? []), ...old];
    return [Math.min(...all), Math.max(...all)];
  }

  /** Sends a form; whatever goes wrong, all that was written stays in it. */
  async #send(address: string, body: FormData): Promise<QuoteResult | null> {
    if (this.#form.ariaBusy === "true") {
      return null;
    }

    this.#form.ariaBusy = "true";
    const where = this.#isOpen ? this.#part("problem") : this.#part("message");
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
      const isJson = answer.headers.get("Content-Type")?.startsWith("application/json") ?? false;
      if (answer.ok && isJson) {
        return (await answer.json()) as QuoteResult;
      }

      where.textContent = (answer.redirected || answer.status === 401 ? this.root.dataset["signedOut"] : this.root.dataset["failed"]) ?? "";
    } catch {
      where.textContent = this.root.dataset["failed"] ?? "";
    } finally {
      this.#form.ariaBusy = "false";
    }

    return null;
  }

  #say(result: QuoteResult, key: string): void {
    this.#last = result;
    this.#lastKey = key;
    this.#part("done").hidden = false;
    this.#part("message").textContent = result.message;
    const link = this.#part("link") as HTMLAnchorElement;
    link.href = `/quotations/${encodeURIComponent(result.quotation ?? "")}`;
    link.textContent = result.quotation;
    link.hidden = result.undo === null && result.span === null;
    this.#control("undo").hidden = result.undo === null;
  }

  #changed(key: string, [start, end]: [number, number]): void {
    this.room.dispatchEvent(new CustomEvent("quotations-changed", { detail: { key, start, end } }));
  }

  #problem(field: string, text: string): void {
    const holder = field === "" ? null : this.#form.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
    holder?.classList.toggle("invalid", text !== "");
    const error = field === "" ? this.#part("problem") : holder?.querySelector<HTMLElement>(".error");
    if (error) {
      error.textContent = text;
    }
  }

  #control(name: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`[data-do="${name}"]`)!;
  }

  #part(name: string): HTMLElement {
    return this.root.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  }
}
