/** Copies the element marked `data-copy`, as rich text where the browser can, and says so. */
export function connect(root: HTMLElement): void {
  const button = root.querySelector<HTMLButtonElement>("[data-do=copy]");
  const source = root.querySelector<HTMLElement>("[data-copy]");
  const said = root.querySelector<HTMLElement>("[data-part=said]");
  if (!button || !source || !said) {
    return;
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    copy(source).then(
      () => (said.textContent = root.dataset["copied"] ?? ""),
      () => (said.textContent = root.dataset["failed"] ?? ""),
    );
  });
}

async function copy(source: HTMLElement): Promise<void> {
  const text = plain(source);
  if (typeof ClipboardItem === "undefined") {
    await navigator.clipboard.writeText(text);
    return;
  }

  await navigator.clipboard.write([
    new ClipboardItem({
      "text/plain": new Blob([text], { type: "text/plain" }),
      "text/html": new Blob([source.innerHTML], { type: "text/html" }),
    }),
  ]);
}

/** The words, with isolates where the page sets a run apart, so that they stay in order elsewhere. */
function plain(source: HTMLElement): string {
  const copy = source.cloneNode(true) as HTMLElement;
  for (const run of copy.querySelectorAll("bdi")) {
    run.replaceWith(`\u2068${run.textContent ?? ""}\u2069`);
  }

  const entries = copy.querySelectorAll("li");
  const lines = entries.length > 0 ? [...entries] : [copy];
  return lines.map((line) => (line.textContent ?? "").replace(/\s+/g, " ").trim()).join("\n");
}
