import { connectCompleter, type Proposal } from "./completer.js";

/** Whether the sign that calls a colleague has just been typed at the caret, and is no part of an address. */
export function isCallBefore(text: string, caret: number): boolean {
  return text[caret - 1] === "@" && !/[\p{L}\p{N}]/u.test(text[caret - 2] ?? "");
}

/** The names that hold what is sought, those that begin with it first. */
export function namesFor(sought: string, names: readonly string[]): string[] {
  const key = sought.trim().toLowerCase();
  const fitting = names.filter((name) => name.toLowerCase().includes(key));
  return [...fitting.filter((name) => name.toLowerCase().startsWith(key)), ...fitting.filter((name) => !name.toLowerCase().startsWith(key))].slice(0, 12);
}

/** Offers the names of colleagues who may see the item, once a comment calls somebody. */
export function connect(form: HTMLElement): void {
  const text = form.querySelector("textarea")!;
  const names = [...form.querySelectorAll("[data-part=people] li")].map((name) => name.textContent.trim());
  const open = connectCompleter(form.querySelector<HTMLElement>("[data-part=completer]")!);
  text.addEventListener("input", (event) => {
    const caret = text.selectionStart;
    if (!(event instanceof InputEvent) || event.data !== "@" || !isCallBefore(text.value, caret)) {
      return;
    }

    const put = (words: string): void => {
      text.focus();
      text.setSelectionRange(caret, caret);
      if (words !== "" && !form.ownerDocument.execCommand("insertText", false, words)) {
        text.setRangeText(words, caret, caret, "end");
      }
    };
    open({
      find: (sought) => Promise.resolve(namesFor(sought, names).map(proposalOf)),
      take: (proposal) => put(`${proposal.title} `),
      leave: put,
      isWhole: (typed) => typed.startsWith(" "),
      isOneWay: true,
    });
  });
}

function proposalOf(name: string): Proposal {
  return { title: name, language: null, facts: "", ways: [{ label: name, markdown: name, hint: null }] };
}
