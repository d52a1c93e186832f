import { connectCompleter, type Proposal } from "./completer.js";
import { fetchPage } from "./pages.js";

const previewDelay = 400;
const draftDelay = 1500;

/** The double bracket that ends at the caret, and whether it is one that shows the item itself. */
export function openerBefore(text: string, caret: number): { start: number; isEmbed: boolean } | null {
  if (text.slice(caret - 2, caret) !== "[[" || text[caret - 3] === "[") {
    return null;
  }

  const isEmbed = text[caret - 3] === "!";
  return { start: caret - (isEmbed ? 3 : 2), isEmbed };
}

/** Whether somebody who did not wait for the list has typed a whole name, up to the closing brackets. */
export function isWholeName(typed: string): boolean {
  return typed.endsWith("]]") || typed.includes("\n");
}

/** What is put into the text for a choice. */
export function markdownOf(proposal: { ways: readonly { markdown: string }[] }, way: number, isEmbed: boolean): string {
  const link = proposal.ways[0]!.markdown;
  return isEmbed ? `!${link}` : (proposal.ways[way]?.markdown ?? link);
}

/** A form that shows what it makes, keeps what is typed on the server as a draft, helps to name items, and asks before unsaved text is left. */
export function connect(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) {
    return;
  }

  const text = form.querySelector("textarea")!;
  const draft = keepDrafts(form);
  const preview = showPreview(form, text);
  helpToName(form, text);
  let isChanged = form.dataset["unsaved"] === "true" || form.ownerDocument.querySelector(".conflict, .field.invalid") !== null;
  form.addEventListener("input", (event) => {
    if ((event.target as HTMLElement).getAttribute("name") !== null) {
      isChanged = true;
      draft.changed();
      preview();
    }
  });
  form.addEventListener("submit", (event) => {
    if (draft.isBusy()) {
      event.preventDefault(); // Else a draft that is on its way would arrive after the note is saved.
      void draft.settled().then(() => form.requestSubmit(event.submitter));
      return;
    }

    isChanged = false;
    draft.stop();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) {
      event.preventDefault();
    }
  });
  preview();
}

function addressOf(form: HTMLFormElement, handler: string): string {
  return `${new URL(form.action).pathname}?handler=${handler}`;
}

/** Shows what the text makes, as the server renders it. */
function showPreview(form: HTMLFormElement, text: HTMLTextAreaElement): () => void {
  const section = form.querySelector<HTMLElement>("[data-part=preview]")!;
  const shown = section.querySelector<HTMLElement>("[data-part=shown]")!;
  let timer = 0;
  let asked = 0;
  const ask = (): void => {
    const number = ++asked;
    if (text.value.trim() === "") {
      section.hidden = true;
      return;
    }

    fetchPage(addressOf(form, "Live"), new FormData(form)).then(
      (made) => {
        if (number === asked && !made.isRedirected) {
          shown.replaceChildren(...[...made.document.body.childNodes].map((node) => form.ownerDocument.importNode(node, true)));
          section.hidden = false;
        }
      },
      () => undefined, // The next change asks again.
    );
  };
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, previewDelay);
  };
}

interface Drafts {
  changed(): void;
  isBusy(): boolean;
  settled(): Promise<void>;
  stop(): void;
}

/** Keeps the form on the server a moment after its last change. */
function keepDrafts(form: HTMLFormElement): Drafts {
  const field = (name: string): HTMLInputElement => form.querySelector<HTMLInputElement>(`[name="Input.${name}"]`)!;
  const said = form.querySelector<HTMLElement>("[data-part=kept]")!;
  let timer = 0;
  let sending: Promise<void> | null = null;
  let isWaiting = false;
  const send = async (): Promise<void> => {
    try {
      const answer = await fetch(addressOf(form, "Draft"), { method: "POST", body: new FormData(form) });
      const kept = (await answer.json()) as { draft: string | null; stamp: number; said: string };
      field("Draft").value = kept.draft ?? "";
      field("DraftStamp").value = String(kept.stamp);
      said.textContent = kept.said;
    } catch {
      said.textContent = said.dataset["failed"] ?? "";
    }
  };
  const keep = (): void => {
    if (sending) {
      isWaiting = true;
      return;
    }

    sending = send().finally(() => {
      sending = null;
      if (isWaiting) {
        isWaiting = false;
        keep();
      }
    });
  };
  return {
    changed() {
      clearTimeout(timer);
      timer = window.setTimeout(keep, draftDelay);
    },
    isBusy: () => sending !== null,
    async settled() {
      clearTimeout(timer);
      while (sending) {
        isWaiting = false;
        await sending;
      }
    },
    stop: () => clearTimeout(timer),
  };
}

/** Two brackets, or a button, open the list of what can be named. */
function helpToName(form: HTMLFormElement, text: HTMLTextAreaElement): void {
  const open = connectCompleter(form.querySelector<HTMLElement>("[data-part=completer]")!);
  const put = (start: number, end: number, words: string): void => {
    text.focus();
    text.setSelectionRange(start, end);
    // The browser's own way can be undone with its own key.
    if (!form.ownerDocument.execCommand("insertText", false, words)) {
      text.setRangeText(words, start, end, "end");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
  };
  const ask = (start: number, end: number, isEmbed: boolean, opener: string): void =>
    open({
      find: propose,
      take: (proposal, way) => put(start, end, markdownOf(proposal, way, isEmbed)),
      leave: (typed) => put(end, end, opener === "" ? "" : typed),
      isWhole: isWholeName,
      isOneWay: isEmbed,
    });
  text.addEventListener("input", (event) => {
    const opener = openerBefore(text.value, text.selectionStart);
    if (opener && event instanceof InputEvent && event.inputType === "insertText" && event.data === "[") {
      ask(opener.start, text.selectionStart, opener.isEmbed, "[[");
    }
  });
  const tools = form.querySelector<HTMLElement>("[data-part=tools]")!;
  tools.hidden = false;
  tools.querySelector("[data-part=insert]")?.addEventListener("click", () => ask(text.selectionStart, text.selectionEnd, false, ""));
}

async function propose(sought: string): Promise<readonly Proposal[]> {
  try {
    const answer = await fetch(`/notes/complete?${new URLSearchParams({ q: sought }).toString()}`, { headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as Proposal[]) : [];
  } catch {
    return []; // What cannot be proposed can still be typed.
  }
}
