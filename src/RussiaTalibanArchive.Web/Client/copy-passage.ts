import { part } from "./parts.js";

/** Offers, while words of a text are selected, to copy them with their citation, or a link that leads to them. */
export function connect(root: HTMLElement): void {
  const said = part(root, "[data-part=said]");
  let passage: Passage | undefined;
  document.addEventListener("selectionchange", () => {
    const selected = passageOf(root);
    if (selected) {
      passage = selected;
      said.textContent = "";
    }

    // The words stay at hand while a button of the bar is pressed.
    root.hidden = !selected && !root.contains(document.activeElement);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      (document.activeElement as HTMLElement | null)?.blur(); // Else the bar would stay for its own button.
      document.getSelection()?.removeAllRanges();
      root.hidden = true;
    }
  });
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-do]")) {
    button.addEventListener("click", () => {
      if (passage) {
        const copied = button.dataset["do"] === "link" ? navigator.clipboard.writeText(linkTo(passage)) : copyCited(root, passage);
        copied.then(
          () => (said.textContent = root.dataset["copied"] ?? ""),
          () => (said.textContent = root.dataset["failed"] ?? ""),
        );
      }
    });
  }
}

/** Selected words, and where they stand. */
interface Passage {
  /** A line for each paragraph. */
  words: string;
  language: string;
  direction: string;
  paragraph: string | undefined;
  page: string | undefined;
}

function passageOf(root: HTMLElement): Passage | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return undefined;
  }

  const range = selection.getRangeAt(0);
  const parts = [...document.querySelectorAll<HTMLElement>(root.dataset["within"] ?? "")].filter((element) => range.intersectsNode(element));
  const words = parts.map((element) => wordsWithin(range, element)).filter((line) => line !== "");
  const first = parts.find((element) => wordsWithin(range, element) !== "");
  if (!first) {
    return undefined;
  }

  return {
    words: words.join("\n"),
    language: first.closest<HTMLElement>("[lang]")?.lang ?? "",
    direction: getComputedStyle(first).direction,
    paragraph: /p([0-9]+)$/.exec(first.closest("li")?.id ?? "")?.[1],
    page: pageOf(first),
  };
}

function wordsWithin(range: Range, element: HTMLElement): string {
  const within = document.createRange();
  within.selectNodeContents(element);
  if (within.compareBoundaryPoints(Range.START_TO_START, range) < 0) {
    within.setStart(range.startContainer, range.startOffset);
  }

  if (within.compareBoundaryPoints(Range.END_TO_END, range) > 0) {
    within.setEnd(range.endContainer, range.endOffset);
  }

  return within.toString().replace(/\s+/g, " ").trim();
}

/** The page whose beginning stands last before the element. */
function pageOf(element: HTMLElement): string | undefined {
  const breaks = [...(element.closest(".text")?.querySelectorAll<HTMLElement>(".page-break") ?? [])];
  return breaks.findLast((b) => b.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)?.dataset["page"];
}

/** The address of the page with the words in it: of what the reader was shown it keeps the text alone. */
function linkTo(passage: Passage): string {
  const address = new URL(location.href);
  const text = address.searchParams.get("text");
  address.search = text === null ? "" : new URLSearchParams({ text }).toString();
  address.hash = "";
  return `${address.href}#${passage.paragraph === undefined ? "" : `p${passage.paragraph}`}${directiveOf(passage.words)}`;
}

/** A text directive: a short passage whole, a long one by its first and last words. Source: WICG, URL Fragment Text Directives. */
export function directiveOf(words: string): string {
  const encode = (text: string): string => encodeURIComponent(text).replace(/-/g, "%2D");
  const all = words.split(/\s+/).filter((word) => word !== "");
  return all.length <= 8 && !words.includes("\n")
    ? `:~:text=${encode(all.join(" "))}`
    : `:~:text=${encode(all.slice(0, 4).join(" "))},${encode(all.slice(-4).join(" "))}`;
}

async function copyCited(root: HTMLElement, passage: Passage): Promise<void> {
  const [text, html] = await Promise.all([citation(root, "text/plain"), citation(root, "text/html")]);
  const place = [
    passage.page === undefined ? "" : (root.dataset["page"] ?? "").replace("{0}", passage.page),
    passage.paragraph === undefined ? "" : (root.dataset["paragraph"] ?? "").replace("{0}", passage.paragraph),
  ].filter((name) => name !== "").join(root.dataset["comma"] ?? ", ");
  const link = linkTo(passage);
  const plain = [`\u2068${passage.words}\u2069`, text, ...(place === "" ? [] : [place]), link].join("\n");
  if (typeof ClipboardItem === "undefined") {
    await navigator.clipboard.writeText(plain);
    return;
  }

  const rich = `<blockquote lang="${escaped(passage.language)}" dir="${passage.direction}">${passage.words.split("\n").map((line) => `<p>${escaped(line)}</p>`).join("")}</blockquote><p>${html}${place === "" ? "" : ` ${escaped(place)}.`} <a href="${escaped(link)}">${escaped(link)}</a></p>`;
  await navigator.clipboard.write([
    new ClipboardItem({ "text/plain": new Blob([plain], { type: "text/plain" }), "text/html": new Blob([rich], { type: "text/html" }) }),
  ]);
}

/** As the archive writes it in the reader's style; what the page says of itself, where it cannot. */
async function citation(root: HTMLElement, type: string): Promise<string> {
  const answer = await fetch(root.dataset["citation"] ?? "", { headers: { Accept: type } });
  const text = await answer.text();
  if (!answer.ok) {
    return type === "text/html" ? escaped(root.dataset["plain"] ?? "") : (root.dataset["plain"] ?? "");
  }

  return type === "text/html" ? (/<body>([\s\S]*)<\/body>/.exec(text)?.[1] ?? "") : text.trim();
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
