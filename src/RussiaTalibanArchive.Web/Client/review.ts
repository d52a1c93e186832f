import { isShortcut, keyOf, type KeyPress } from "./keys.js";

/** What a key does on the page of an article's review. */
export type Action = "next" | "previous" | "accept" | "reject" | "correct" | "undo" | "leave";

const actions: Readonly<Record<string, Action>> = {
  j: "next",
  ArrowDown: "next",
  k: "previous",
  ArrowUp: "previous",
  a: "accept",
  r: "reject",
  e: "correct",
  u: "undo",
};

/**
 * Tells what a key press asks for. On a keyboard that writes no Latin letters the place of the key counts: ش is where A is.
 * While somebody writes in a field only Escape means something.
 */
export function actionOf(press: KeyPress, isWriting: boolean): Action | null {
  if (press.key === "Escape") {
    return "leave";
  }

  return isWriting || isShortcut(press) ? null : (actions[keyOf(press)] ?? null);
}

/** The card to go to from `current` (−1: none yet), or the same one at either end; −1 when there is none. */
export function step(current: number, count: number, by: 1 | -1): number {
  return current < 0 ? (count === 0 ? -1 : by > 0 ? 0 : count - 1) : Math.min(Math.max(current + by, 0), count - 1);
}

/** The next open card after `current`, from the beginning again after the last; −1 when all are decided. */
export function nextOpen(states: readonly string[], current: number): number {
  for (let distance = 1; distance <= states.length; distance++) {
    const at = (current + distance) % states.length;
    if (states[at] === "Proposed") {
      return at;
    }
  }

  return -1;
}

/** What the archive answers to a decision. */
export interface DecisionResult {
  outcome: "Done" | "AlreadyDecided" | "Invalid";
  state: "Proposed" | "Accepted" | "Rejected";
  status: string;
  message: string | null;
  quotation: string | null;
  problems: { field: string; text: string }[];
  left: string;
  isAllDecided: boolean;
}

/** Whether an answer is one to a decision, rather than a page of sign-in or an error. */
export function isDecisionResult(value: unknown): value is DecisionResult {
  return typeof value === "object" && value !== null && "outcome" in value && "state" in value && "problems" in value;
}

/** Problems by the field that they belong to, joined; those of the card itself under the empty name. */
export function byField(problems: readonly { field: string; text: string }[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (const { field, text } of problems) {
    fields.set(field, fields.has(field) ? `${fields.get(field)} ${text}` : text);
  }

  return fields;
}

/** Lets keys decide on the cards, and sends decisions without leaving the page. */
export function connect(root: HTMLElement): void {
  const cards = [...root.querySelectorAll<HTMLElement>("[data-card]")];
  show(root, "keys", true);
  root.ownerDocument.addEventListener("keydown", (event) => onKey(root, cards, event));
  root.addEventListener("focusin", (event) => mark(root, cardOf(event.target)));
  for (const card of cards) {
    card.querySelector("form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void send(root, cards, card, event.submitter);
    });
  }

  const named = root.ownerDocument.getElementById(location.hash.slice(1));
  if (named !== null && cards.includes(named)) {
    named.focus();
  }
}

function onKey(root: HTMLElement, cards: HTMLElement[], event: KeyboardEvent): void {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const action = actionOf(event, target?.matches("input:not([type=radio], [type=checkbox]), textarea, select") ?? false);
  const card = cardOf(target);
  // Arrows move among radio buttons, open lists and scroll the text; they move among cards from a card only.
  const isArrow = event.key.startsWith("Arrow");
  if (action === null || (isArrow && target !== card) || (card === null && target !== null && target !== root.ownerDocument.body && !root.contains(target))) {
    return;
  }

  const at = card === null ? -1 : cards.indexOf(card);
  if (action === "next" || action === "previous") {
    event.preventDefault();
    goTo(cards[step(at, cards.length, action === "next" ? 1 : -1)]);
  } else if (card !== null) {
    event.preventDefault();
    perform(card, action);
  }
}

function perform(card: HTMLElement, action: Action): void {
  const choice = card.querySelector<HTMLDetailsElement>("[data-part=choice]");
  const isOpen = card.dataset["state"] === "Proposed";
  switch (action) {
    case "leave":
      card.focus();
      break;
    case "undo":
      if (!isOpen) {
        press(card, "undo");
      }

      break;
    case "reject":
      if (isOpen) {
        press(card, "reject");
      }

      break;
    case "accept":
      // A quotation needs to be told what it quotes: the first press asks, the second takes what is chosen.
      if (isOpen && choice !== null && !choice.open && card.dataset["class"] === "Quotation") {
        ask(choice);
      } else if (isOpen) {
        press(card, choice !== null && !choice.open ? "term" : "accept");
      }

      break;
    case "correct":
      if (isOpen && choice !== null) {
        ask(choice);
      } else if (isOpen) {
        card.querySelector<HTMLInputElement>("input[name=Edtf]")?.select();
      }

      break;
  }
}

function ask(choice: HTMLDetailsElement): void {
  choice.open = true;
  (choice.querySelector<HTMLElement>("input[name=Use]:checked") ?? choice.querySelector<HTMLElement>("input"))?.focus();
}

function press(card: HTMLElement, button: string): void {
  card.querySelector<HTMLButtonElement>(`button[data-do="${button}"]`)?.click();
}

/** Sends a decision and shows what came of it; whatever goes wrong, all that was written stays in the card. */
async function send(root: HTMLElement, cards: HTMLElement[], card: HTMLElement, submitter: HTMLElement | null): Promise<void> {
  if (card.ariaBusy === "true") {
    return;
  }

  card.ariaBusy = "true";
  const form = card.querySelector("form")!;
  try {
    const answer = await fetch(form.action.split("#")[0]!, {
      method: "POST",
      body: new FormData(form, submitter),
      headers: { Accept: "application/json" },
      credentials: "same-origin",
    });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json") ?? false;
    const result: unknown = answer.ok && isJson ? await answer.json() : null;
    if (isDecisionResult(result)) {
      apply(root, cards, card, result);
    } else {
      say(card, (answer.redirected || answer.status === 401 ? root.dataset["signedOut"] : root.dataset["failed"]) ?? "");
    }
  } catch {
    say(card, root.dataset["failed"] ?? "");
  } finally {
    card.ariaBusy = "false";
  }
}

function apply(root: HTMLElement, cards: HTMLElement[], card: HTMLElement, result: DecisionResult): void {
  const hadFocus = card.contains(root.ownerDocument.activeElement);
  showProblems(card, result);
  setText(root, "left", result.left);
  show(root, "way-on", result.isAllDecided);
  if (result.outcome === "Invalid") {
    const choice = card.querySelector<HTMLDetailsElement>("[data-part=choice]");
    if (choice !== null) {
      choice.open = true;
    }

    card.querySelector<HTMLElement>(".field.invalid :is(input, textarea)")?.focus();
    return;
  }

  const isOpen = result.state === "Proposed";
  card.dataset["state"] = result.state;
  for (const marked of root.querySelectorAll<HTMLElement>(`[data-of="${card.id}"]`)) {
    marked.dataset["state"] = result.state;
  }

  setText(card, "status", result.status);
  show(card, "open", isOpen);
  show(card, "closed", !isOpen);
  const seen = card.querySelector<HTMLInputElement>("[data-part=seen]");
  if (seen !== null) {
    seen.value = result.state;
  }

  showQuotation(card, result.quotation);
  if (hadFocus) {
    const next = isOpen || result.outcome !== "Done" ? -1 : nextOpen(cards.map((c) => c.dataset["state"] ?? ""), cards.indexOf(card));
    goTo(next < 0 ? card : cards[next]);
  }
}

function showProblems(card: HTMLElement, result: DecisionResult): void {
  const texts = byField(result.problems);
  for (const field of card.querySelectorAll<HTMLElement>("[data-field]")) {
    const text = texts.get(field.dataset["field"] ?? "") ?? "";
    field.classList.toggle("invalid", text !== "");
    const error = field.querySelector(".error");
    if (error !== null) {
      error.textContent = text;
    }
  }

  say(card, texts.get("") ?? (result.outcome === "Invalid" ? "" : result.message) ?? "");
}

function showQuotation(card: HTMLElement, reference: string | null): void {
  const link = card.querySelector<HTMLAnchorElement>("a[data-part=quotation]");
  if (link !== null) {
    link.hidden = reference === null;
    link.href = reference === null ? "" : `/quotations/${encodeURIComponent(reference)}`;
    link.firstElementChild!.textContent = reference ?? "";
  }
}

function say(card: HTMLElement, words: string): void {
  setText(card, "message", words);
}

function setText(root: HTMLElement, part: string, words: string): void {
  const element = root.querySelector<HTMLElement>(`[data-part="${part}"]`);
  if (element !== null) {
    element.textContent = words;
  }
}

function show(root: HTMLElement, part: string, isShown: boolean): void {
  const element = root.querySelector<HTMLElement>(`[data-part="${part}"]`);
  if (element !== null) {
    element.hidden = !isShown;
  }
}

function cardOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
}

function goTo(card: HTMLElement | undefined): void {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest" });
}

/** Shows in the text which passage the focused card is about. */
function mark(root: HTMLElement, card: HTMLElement | null): void {
  for (const marked of root.querySelectorAll<HTMLElement>("[data-of]")) {
    const isCurrent = card !== null && marked.dataset["of"] === card.id;
    if (isCurrent && !marked.classList.contains("current")) {
      const frame = marked.closest<HTMLElement>(".review-source");
      if (frame !== null) {
        const place = marked.getBoundingClientRect().top - frame.getBoundingClientRect().top;
        if (place < 0 || place > frame.clientHeight - 40) {
          frame.scrollTop += place - frame.clientHeight / 3;
        }
      }
    }

    marked.classList.toggle("current", isCurrent);
  }
}
