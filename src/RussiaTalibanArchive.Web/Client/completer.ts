/** What can be chosen, and each way in which it can be put into a text. */
export interface Proposal {
  title: string;
  language: string | null;
  facts: string;
  ways: { label: string; markdown: string; hint: string | null }[];
}

/** One line of the list that is open. */
interface Line {
  title: string;
  language: string | null;
  facts: string;
  take: () => void;
}

/** Where a choice is wanted, and what is to be done with it. */
export interface Wish {
  find: (sought: string) => Promise<readonly Proposal[]>;
  /** Gets the text chosen and, where the list asked in which way, the number of that way from 0. */
  take: (proposal: Proposal, way: number) => void;
  /** Gets what was typed when nothing was chosen. */
  leave: (typed: string) => void;
  /** Whether what is typed is to be taken as it stands. */
  isWhole: (typed: string) => boolean;
  /** Whether a proposal's first way is taken without asking. */
  isOneWay: boolean;
}

/** The place after `at` in a list of `count`, round its ends; −1 where the list is empty. */
export function next(at: number, count: number, by: 1 | -1): number {
  return count === 0 ? -1 : at < 0 ? (by > 0 ? 0 : count - 1) : (at + by + count) % count;
}

/**
 * A combobox with a list, in a panel that is hidden until it is opened. The focus stays in its field.
 * Source: W3C ARIA Authoring Practices Guide, pattern "Combobox", editable with list autocomplete.
 * @returns Opens the panel.
 */
export function connectCompleter(panel: HTMLElement): (wish: Wish) => void {
  const field = panel.querySelector("input")!;
  const list = panel.querySelector<HTMLElement>("[role=listbox]")!;
  const found = panel.querySelector<HTMLElement>("[data-part=found]")!;
  let wish: Wish | null = null;
  let lines: Line[] = [];
  let at = -1;
  let asked = 0;
  let timer = 0;
  let isChoosingWay = false;

  const mark = (place: number): void => {
    at = place;
    [...list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    const chosen = list.children[at];
    if (chosen) {
      field.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  };

  const show = (all: Line[]): void => {
    lines = all;
    list.replaceChildren(...all.map((line, index) => optionOf(list.id, line, index)));
    list.hidden = all.length === 0;
    field.setAttribute("aria-expanded", String(all.length > 0));
    mark(all.length > 0 ? 0 : -1);
    found.textContent = all.length > 0 ? (found.dataset["some"] ?? "").replace("#", String(all.length)) : field.value.trim() === "" ? "" : (found.dataset["none"] ?? "");
  };

  const close = (): Wish | null => {
    const was = wish;
    wish = null;
    asked++;
    clearTimeout(timer);
    isChoosingWay = false;
    panel.hidden = true;
    show([]);
    return was;
  };

  const choose = (proposal: Proposal): void => {
    if (wish?.isOneWay || proposal.ways.length === 1) {
      close()?.take(proposal, 0);
      return;
    }

    isChoosingWay = true;
    show(proposal.ways.map((way, index) => ({ title: way.label, language: null, facts: way.hint ?? "", take: () => close()?.take(proposal, index) })));
  };

  const ask = async (): Promise<void> => {
    const number = ++asked;
    isChoosingWay = false;
    const proposals = field.value.trim() === "" || !wish ? [] : await wish.find(field.value);
    if (number === asked && wish) {
      show(proposals.map((proposal) => ({ ...proposal, take: () => choose(proposal) })));
    }
  };

  field.addEventListener("input", () => {
    if (wish?.isWhole(field.value)) {
      close()?.leave(field.value);
      return;
    }

    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), 200);
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) {
      return;
    }

    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(next(at, lines.length, event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault(); // Else it would send the form.
      lines[at]?.take();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      if (isChoosingWay) {
        void ask();
      } else {
        close()?.leave(field.value);
      }
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // The focus stays in the field.
  list.addEventListener("click", (event) => {
    const index = [...list.children].findIndex((option) => option.contains(event.target as Node));
    lines[index]?.take();
  });
  panel.addEventListener("focusout", (event) => {
    if (wish && !panel.contains(event.relatedTarget as Node | null) && document.hasFocus()) {
      close();
    }
  });

  return (wanted) => {
    wish = wanted;
    field.value = "";
    panel.hidden = false;
    show([]);
    field.focus();
  };
}

function optionOf(list: string, line: Line, index: number): HTMLElement {
  const option = document.createElement("li");
  option.id = `${list}-${index}`;
  option.setAttribute("role", "option");
  const title = document.createElement("bdi");
  title.textContent = line.title;
  if (line.language) {
    title.lang = line.language;
  }

  const facts = document.createElement("span");
  facts.className = "hint";
  facts.textContent = line.facts;
  option.append(title, " ", facts);
  return option;
}
