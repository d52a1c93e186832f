import { pieceAt, separators, taken } from "./tag-pieces.js";

/** As /tags/complete answers. */
interface OfferedTag {
  slug: string;
  label: string;
  language: string;
  match: string;
  kind: string | null;
  path: string[];
  isExact: boolean;
  isPrefix: boolean;
}

interface Option {
  /** What the line gets: a slug, or a plus and a name to be made. */
  tag: string;
  isExact: boolean;
  isPrefix: boolean;
  isNew: boolean;
  show(item: HTMLElement): void;
}

const delayMs = 120;
const attached = new WeakSet<HTMLInputElement>();
const waiting: (() => void)[] = [];
let isPressed = false;
let made = 0;

/** Completes every field that names this list, those that are added to the page later too. */
export function connect(list: HTMLElement): void {
  const page = list.ownerDocument;
  const mine = `input[list="${list.id}"]`;
  page.querySelectorAll<HTMLInputElement>(mine).forEach(attach);
  page.addEventListener("pointerdown", () => (isPressed = true), { capture: true });
  for (const end of ["pointerup", "pointercancel"]) {
    page.addEventListener(end, () => setTimeout(release), { capture: true }); // The click comes after it.
  }

  page.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches(mine)) {
      attach(event.target);
    }
  });
}

/**
 * Makes a field of tags that names such a list a combobox (WAI-ARIA Authoring Practices, "Editable Combobox With List
 * Autocomplete"). A field within `data-one` takes a single tag. Without the list, or a second time, nothing happens.
 */
export function attach(input: HTMLInputElement): void {
  const words = input.list?.dataset;
  if (!words || attached.has(input)) {
    return;
  }

  attached.add(input);
  const isSingle = input.closest("[data-one]") !== null;
  const mayCreate = words["mayCreate"] === "yes" && !isSingle;
  const id = `tag-entry-${++made}`;
  const holder = input.ownerDocument.createElement("div");
  holder.className = "tag-entry";
  const list = input.ownerDocument.createElement("ul");
  Object.assign(list, { id, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words["label"] ?? "");
  const status = input.ownerDocument.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  holder.append(list, status);
  input.after(holder);
  input.removeAttribute("list");
  input.autocomplete = "off";
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]] as const) {
    input.setAttribute(name, value);
  }

  let options: Option[] = [];
  let active = -1;
  let isChosen = false;
  let isAsking = false;
  let asked: AbortController | null = null;
  let timer = 0;

  const piece = () => pieceAt(input.value, input.selectionStart ?? input.value.length, isSingle);
  const close = (): void => {
    clearTimeout(timer);
    asked?.abort();
    isAsking = false;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
    status.textContent = "";
  };
  const activate = (index: number, chosen: boolean): void => {
    active = index;
    isChosen = chosen;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", `${id}-${index}`);
      list.children[index]!.scrollIntoView({ block: "nearest" });
    }
  };
  const take = (option: Option): void => {
    const { line, caret } = taken(input.value, piece(), option.tag, isSingle);
    input.value = line;
    input.setSelectionRange(caret, caret);
    close();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const show = (): void => {
    list.replaceChildren(...options.map((option, index) => {
      const item = input.ownerDocument.createElement("li");
      item.id = `${id}-${index}`;
      item.setAttribute("role", "option");
      option.show(item);
      item.addEventListener("pointerdown", (event) => event.preventDefault()); // The field keeps the focus.
      item.addEventListener("click", () => take(option));
      return item;
    }));
    const isEmpty = options.length === 0;
    list.hidden = isEmpty;
    input.setAttribute("aria-expanded", String(!isEmpty));
    const found = options.filter((o) => !o.isNew).length;
    status.textContent = found === 0 ? words["none"] ?? "" : (words["some"] ?? "").replace("{0}", String(found));
    activate(options[0]?.isPrefix && !piece().text.startsWith("+") ? 0 : -1, false);
  };
  const ask = async (): Promise<void> => {
    const text = piece().text;
    const name = text.replace(/^\++\s*/, "");
    asked?.abort();
    if (name === "") {
      close();
      return;
    }

    const asking = (asked = new AbortController());
    const answer = await fetch(`/tags/complete?q=${encodeURIComponent(name)}`, { signal: asking.signal, headers: { accept: "application/json" } });
    const tags = answer.ok ? ((await answer.json()) as OfferedTag[]) : [];
    if (asking.signal.aborted || piece().text !== text) {
      return;
    }

    isAsking = false;
    options = tags.map(optionOf);
    if (mayCreate && answer.ok && !tags.some((tag) => tag.isExact)) {
      options.push(creating(name, words["create"] ?? "+{0}"));
    }

    show();
  };
  const askSoon = (): void => {
    clearTimeout(timer);
    isAsking = true;
    timer = window.setTimeout(() => {
      ask().catch((error: unknown) => {
        if (!(error instanceof DOMException && error.name === "AbortError")) {
          close(); // The field takes what is typed all the same.
        }
      });
    }, delayMs);
  };

  input.addEventListener("input", (event) => {
    if (event.isTrusted) {
      activate(-1, false); // What is offered still answers what stood there before.
      askSoon();
    }
  });
  input.addEventListener("blur", () => afterPress(close));
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey) {
      return;
    }

    const isOpen = !list.hidden;
    const option = isOpen ? options[active] : undefined;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) {
        askSoon();
      } else {
        const count = options.length;
        activate(event.key === "ArrowDown" ? (active + 1) % count : (Math.max(active, 0) - 1 + count) % count, true);
      }
    } else if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && isOpen && isAsking) {
      event.preventDefault(); // Whoever sees the list does not mean to send the form.
    } else if (option && (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey))) {
      event.preventDefault();
      take(option);
    }
  });
  input.addEventListener("beforeinput", (event) => {
    const option = list.hidden ? undefined : options[active]; // Not at keydown: the keyboards of phones name no keys.
    if (option && !isSingle && separators.test(event.data ?? "") && (isChosen || option.isExact)) {
      event.preventDefault();
      take(option);
    }
  });
}

/** Acts once no pointer is down: what somebody presses must not move before the press has ended. */
function afterPress(act: () => void): void {
  if (isPressed) {
    waiting.push(act);
  } else {
    act();
  }
}

function release(): void {
  isPressed = false;
  waiting.splice(0).forEach((act) => act());
}

function optionOf(tag: OfferedTag): Option {
  return {
    tag: tag.slug,
    isExact: tag.isExact,
    isPrefix: tag.isPrefix,
    isNew: false,
    show: (item) => {
      item.append(part("name", tag.label, tag.language));
      if (tag.match !== tag.label && tag.match !== tag.slug) {
        item.append(" ", part("match", tag.match));
      }

      for (const text of [tag.kind, tag.path.length > 0 ? tag.path.join(" › ") : null]) {
        if (text !== null) {
          item.append(" ", part("hint", text));
        }
      }
    },
  };
}

function creating(name: string, words: string): Option {
  return { tag: `+${name}`, isExact: false, isPrefix: false, isNew: true, show: (item) => item.append(part("create", words.replace("{0}", name))) };
}

function part(name: string, text: string, language = ""): HTMLElement {
  const element = document.createElement("bdi");
  element.className = name;
  element.textContent = text;
  if (language !== "") {
    element.lang = language;
  }

  return element;
}
