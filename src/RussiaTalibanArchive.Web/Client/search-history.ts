/** A search that this device remembers. */
export interface Remembered {
  words: string;
  /** The path with its query string. */
  address: string;
}

const key = "searches";
const most = 30;

/** The list with a search put first: each address once, the oldest beyond thirty gone. */
export function withSearch(list: readonly Remembered[], search: Remembered): Remembered[] {
  return [search, ...list.filter((s) => s.address !== search.address)].slice(0, most);
}

/** What was kept, if it can be read; null where nothing is to be remembered. */
export function read(kept: string | null): Remembered[] | null {
  if (kept === null) {
    return null;
  }

  try {
    const list: unknown = JSON.parse(kept);
    return Array.isArray(list)
      ? list.filter((s): s is Remembered => typeof s?.words === "string" && typeof s?.address === "string" && /^\/[a-z]+\?/.test(s.address))
      : [];
  } catch {
    return [];
  }
}

/** Keeps the search that is shown, where the reader wants searches to be remembered. Nothing of it leaves the device. */
export function remember(root: HTMLElement): void {
  const list = read(localStorage.getItem(key));
  const words = root.querySelector<HTMLInputElement>("[data-search-words]")?.value.trim() ?? "";
  if (list !== null && words !== "") {
    const query = new URLSearchParams(location.search);
    query.delete("after");
    localStorage.setItem(key, JSON.stringify(withSearch(list, { words, address: `${location.pathname}?${query.toString()}` })));
    draw(root);
  }
}

/** Shows the searches of this device, and the switches for them. */
export function connectHistory(root: HTMLElement): void {
  const box = root.querySelector<HTMLElement>("[data-search-history]");
  const wish = box?.querySelector<HTMLInputElement>("input[type=checkbox]");
  if (box === null || wish === null || wish === undefined) {
    return;
  }

  box.hidden = false;
  wish.checked = localStorage.getItem(key) !== null;
  wish.addEventListener("change", () => {
    if (wish.checked) {
      localStorage.setItem(key, "[]");
      remember(root);
    } else {
      localStorage.removeItem(key);
    }

    draw(root);
  });
  box.querySelector("button")?.addEventListener("click", () => {
    localStorage.setItem(key, "[]");
    draw(root);
  });
  draw(root);
}

function draw(root: HTMLElement): void {
  const box = root.querySelector<HTMLElement>("[data-search-history]");
  const list = box?.querySelector("ol");
  if (box === null || list === null || list === undefined) {
    return;
  }

  const searches = read(localStorage.getItem(key)) ?? [];
  list.replaceChildren(
    ...searches.map((search) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      const words = document.createElement("bdi");
      link.href = search.address;
      words.textContent = search.words;
      link.append(words);
      item.append(link);
      return item;
    }),
  );
  const button = box.querySelector<HTMLButtonElement>("button");
  if (button !== null) {
    button.hidden = searches.length === 0;
  }
}
