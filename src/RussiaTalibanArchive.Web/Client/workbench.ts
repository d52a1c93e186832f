import { actionFor, isShortcut, keyOf } from "./keys.js";
import { fetchPage } from "./pages.js";
import { step } from "./review.js";
import { attach } from "./tag-entry.js";

type Act =
  | "next" | "previous" | "tags" | "speaker" | "comment" | "colleague" | "accept" | "reject" | "dispute" | "undo"
  | "choose" | "chooseTo" | "bulk" | "open" | "edit" | "place" | "keys";

const acts: Readonly<Record<string, Act>> = {
  j: "next", ArrowDown: "next", k: "previous", ArrowUp: "previous",
  t: "tags", s: "speaker", c: "comment", g: "colleague",
  a: "accept", r: "reject", d: "dispute", u: "undo",
  x: "choose", "Shift+x": "chooseTo", b: "bulk", o: "open", Enter: "open", e: "edit", p: "place", "?": "keys",
};

/** Where the caret stands after a line of tags that another one is to be typed to, and the line with room for it. */
export function openLine(line: string): string {
  const trimmed = line.replace(/[\s,]+$/, "");
  return trimmed === "" ? "" : `${trimmed}, `;
}

/** The indexes from `from` to `to`, both ends, in order; only `to` where there is no `from`. */
export function range(from: number, to: number): number[] {
  const first = from < 0 ? to : Math.min(from, to);
  const last = from < 0 ? to : Math.max(from, to);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Lets keys judge and tag quotations, and sends each card without leaving the page. */
export function connect(root: HTMLElement): void {
  const workbench = new Workbench(root);
  workbench.start();
}

class Workbench {
  readonly #root: HTMLElement;
  readonly #page: Document;
  /** What was done on this page, the newest last: the act, and the card that it was done to. */
  readonly #done: { action: string; reference: string }[] = [];
  #lastChosen = -1;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#page = root.ownerDocument;
  }

  start(): void {
    const offer = this.#root.querySelector<HTMLElement>("[data-part=keys-offer]")!;
    offer.hidden = false;
    offer.querySelector("button")!.addEventListener("click", () => this.#showKeys());
    this.#page.addEventListener("keydown", (event) => this.#onKey(event));
    this.#root.addEventListener("submit", (event) => {
      const card = cardOf(event.target);
      if (card !== null && event.target instanceof HTMLFormElement) {
        event.preventDefault();
        void this.#send(card, event.target, event.submitter);
      }
    });
    this.#root.addEventListener("change", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.dataset["part"] === "chosen") {
        this.#lastChosen = this.#cards().indexOf(cardOf(event.target)!);
        this.#countChosen();
      }
    });
    this.#countChosen();
    const named = location.hash.startsWith("#q-") ? this.#page.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    goTo(named ?? undefined);
  }

  #cards(): HTMLElement[] {
    return [...this.#root.querySelectorAll<HTMLElement>("[data-card]")];
  }

  #onKey(event: KeyboardEvent): void {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const card = cardOf(target);
    if (event.key === "Escape" && !event.defaultPrevented && card !== null && target !== card) {
      event.preventDefault();
      goTo(card);
      return;
    }

    const isWriting = target?.matches("input:not([type=radio], [type=checkbox]), textarea, select") ?? false;
    const act = isWriting || isShortcut(event) ? null : actionFor(event, event.shiftKey, acts);
    const isFree = target === null || target === this.#page.body || this.#root.contains(target);
    // Arrows, and Enter, are the cards' own only where a card itself has the focus.
    if (act === null || !isFree || this.#page.querySelector("dialog[open]") !== null || (/^(Arrow|Enter)/.test(keyOf(event)) && target !== card)) {
      return;
    }

    event.preventDefault();
    this.#perform(act, card);
  }

  #perform(act: Act, card: HTMLElement | null): void {
    const cards = this.#cards();
    const at = card === null ? -1 : cards.indexOf(card);
    if (act === "next" || act === "previous") {
      goTo(cards[step(at, cards.length, act === "next" ? 1 : -1)]);
    } else if (act === "undo") {
      void this.#undo();
    } else if (act === "keys") {
      this.#showKeys();
    } else if (act === "bulk") {
      this.#page.querySelector<HTMLElement>("#bulk-form input[name=AddTags]")?.focus();
    } else if (card !== null) {
      this.#performOn(card, act, cards, at);
    }
  }

  #performOn(card: HTMLElement, act: Act, cards: HTMLElement[], at: number): void {
    switch (act) {
      case "tags": {
        const input = field(card, "Tags");
        if (input !== null) {
          attach(input);
          input.value = openLine(input.value);
          input.focus();
          input.setSelectionRange(input.value.length, input.value.length);
        }

        break;
      }
      case "speaker":
        field(card, "Speaker")?.select();
        break;
      case "comment":
      case "colleague": {
        const more = card.querySelector<HTMLDetailsElement>("[data-part=more]");
        if (more !== null) {
          more.open = true;
          more.querySelector<HTMLElement>(act === "comment" ? "[name=Comment]" : "[name=Colleague]")?.focus();
        }

        break;
      }
      case "choose":
        this.#choose([at], !chosen(card)?.checked);
        break;
      case "chooseTo":
        this.#choose(range(this.#lastChosen, at), true);
        break;
      default:
        card.querySelector<HTMLElement>(`[data-do="${act}"]`)?.click();
        break;
    }

    if (act === "choose" || act === "chooseTo") {
      this.#lastChosen = at;
      this.#countChosen();
      goTo(cards[at]);
    }
  }

  #choose(indexes: number[], isChosen: boolean): void {
    const cards = this.#cards();
    for (const index of indexes) {
      const box = chosen(cards[index]!);
      if (box !== null) {
        box.checked = isChosen;
      }
    }
  }

  #countChosen(): void {
    const count = this.#cards().filter((card) => chosen(card)?.checked).length;
    const shown = this.#page.querySelector("#bulk-form [data-part=chosen-count]");
    if (shown !== null) {
      shown.textContent = `(${count})`;
    }
  }

  async #undo(): Promise<void> {
    const last = this.#done.at(-1);
    const card = last === undefined ? null : this.#page.getElementById(`q-${last.reference}`);
    if (last === undefined || card === null) {
      this.#say(null, this.#root.dataset["nothing"]);
      return;
    }

    const form = this.#root.querySelector<HTMLFormElement>("[data-part=undo-form]")!;
    form.querySelector<HTMLInputElement>("[name=action]")!.value = last.action;
    form.querySelector<HTMLInputElement>("[name=reference]")!.value = last.reference;
    goTo(card);
    await this.#send(card, form, null);
  }

  /** Sends a form of a card and puts the card that comes back in its place; whatever goes wrong, all that was written stays. */
  async #send(card: HTMLElement, form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    if (card.ariaBusy === "true") {
      return;
    }

    card.ariaBusy = "true";
    try {
      const address = form.getAttribute("action") ?? "";
      const answer = await fetchPage(address, new FormData(form, submitter), "text/html;part=card");
      const next = answer.isRedirected ? null : answer.document.querySelector<HTMLElement>("[data-card]");
      if (next === null) {
        this.#say(card, this.#root.dataset["signedOut"]);
      } else {
        this.#replace(card, this.#page.adoptNode(next), form.querySelector<HTMLInputElement>("[name=action]")?.value ?? null);
      }
    } catch {
      this.#say(card, this.#root.dataset["failed"]);
    } finally {
      card.ariaBusy = "false";
    }
  }

  #replace(card: HTMLElement, next: HTMLElement, undone: string | null): void {
    const hadFocus = card.contains(this.#page.activeElement);
    const wasChosen = chosen(card)?.checked ?? false;
    card.replaceWith(next);
    const box = chosen(next);
    if (box !== null) {
      box.checked = wasChosen;
    }

    const reference = next.id.slice(2);
    if (undone !== null) {
      const at = this.#done.findIndex((d) => d.action === undone);
      this.#done.splice(at < 0 ? this.#done.length : at, 1);
    } else if (next.dataset["action"]) {
      this.#done.push({ action: next.dataset["action"], reference });
    }

    this.#say(null, next.querySelector("[data-part=message]")?.textContent ?? "");
    if (!hadFocus) {
      return;
    }

    const cards = this.#cards();
    const isDone = next.dataset["outcome"] === "done" || next.dataset["outcome"] === "unchanged";
    goTo(isDone ? cards[step(cards.indexOf(next), cards.length, 1)] : next);
    if (next.dataset["outcome"] === "refused") {
      next.querySelector<HTMLElement>(".field.invalid input")?.focus();
    }
  }

  #say(card: HTMLElement | null, words: string | undefined): void {
    const shown = card?.querySelector<HTMLElement>("[data-part=message]") ?? this.#root.querySelector<HTMLElement>("[data-part=note]")!;
    shown.textContent = words ?? "";
  }

  #showKeys(): void {
    this.#root.querySelector<HTMLDialogElement>("dialog[data-part=keys]")?.showModal();
  }
}

function cardOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
}

function chosen(card: HTMLElement): HTMLInputElement | null {
  return card.querySelector<HTMLInputElement>("[data-part=chosen]");
}

function field(card: HTMLElement, name: string): HTMLInputElement | null {
  return card.querySelector<HTMLInputElement>(`input[name=${name}]`);
}

function goTo(card: HTMLElement | undefined): void {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest" });
}
