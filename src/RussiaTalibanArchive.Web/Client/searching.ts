import { fetchPage } from "./pages.js";
import { connectHistory, remember } from "./search-history.js";

/** The parts of a page of results that change from one search to the next. */
const refreshed = "[data-refreshed]";

/** How an element is known again after it was drawn anew: by the name or the id that the page gives it, or by its words. */
export function nameOf(element: { getAttribute(name: string): string | null; textContent: string | null }): string {
  return element.getAttribute("data-name") ?? element.getAttribute("id") ?? element.getAttribute("aria-label") ?? (element.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Lets filters, pages and words change the results in place: focus and scroll stay where they are. Without it, each is a page of its own. */
export function connect(root: HTMLElement): void {
  const path = location.pathname;
  let turn = 0;
  let shown = location.search;

  connectHistory(root);
  remember(root);

  root.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link === null || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }

    if (link.origin === location.origin && link.pathname === path && !link.hasAttribute("download") && link.hash === "") {
      event.preventDefault();
      void show(link.href, link.closest(".pager") !== null, true);
    }
  });

  root.querySelector<HTMLFormElement>("form.search-form")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value !== "") as [string, string][];
    void show(`${path}?${new URLSearchParams(fields).toString()}`, false, true);
  });

  window.addEventListener("popstate", () => {
    // A leap within the page is no other search.
    if (location.pathname === path && location.search !== shown) {
      void show(location.pathname + location.search, false, false);
    }
  });

  async function show(address: string, isPage: boolean, isNew: boolean): Promise<void> {
    const mine = ++turn;
    root.setAttribute("aria-busy", "true");
    try {
      const page = await fetchPage(address);
      const fresh = page.document.querySelector<HTMLElement>("[data-module=searching]");
      if (mine !== turn) {
        return;
      }

      if (fresh === null || page.isRedirected) {
        location.assign(address);
        return;
      }

      if (isNew) {
        history.pushState(null, "", address);
      }

      shown = location.search;
      document.title = page.document.title;
      replace(fresh, isPage);
      const words = root.querySelector<HTMLInputElement>("[data-search-words]");
      if (words !== null && words !== document.activeElement) {
        words.value = fresh.querySelector<HTMLInputElement>("[data-search-words]")?.value ?? "";
      }

      remember(root);
    } catch {
      location.assign(address);
    } finally {
      if (mine === turn) {
        root.removeAttribute("aria-busy");
      }
    }
  }

  function replace(fresh: HTMLElement, isPage: boolean): void {
    const active = document.activeElement;
    const part = active?.closest<HTMLElement>(refreshed);
    const name = active !== null && part !== null && part !== undefined && root.contains(part) ? nameOf(active) : null;
    const open = new Set([...root.querySelectorAll<HTMLDetailsElement>(`${refreshed} details[open]`)].map((d) => nameOf(d.querySelector("summary") ?? d)));
    for (const old of root.querySelectorAll<HTMLElement>(refreshed)) {
      const now = fresh.querySelector<HTMLElement>(`[data-refreshed="${old.dataset["refreshed"] ?? ""}"]`);
      // What is said aloud stays the same element, or nobody hears that it changed.
      const spoken = old.querySelector<HTMLElement>("p.count");
      const next = now?.querySelector<HTMLElement>("p.count");
      if (spoken !== null && next !== null && next !== undefined) {
        spoken.textContent = next.textContent?.trim() ?? "";
        next.replaceWith(spoken);
      }

      old.replaceChildren(...(now === null ? [] : now.childNodes));
    }

    for (const details of root.querySelectorAll<HTMLDetailsElement>(`${refreshed} details`)) {
      details.open ||= open.has(nameOf(details.querySelector("summary") ?? details));
    }

    if (isPage) {
      const count = root.querySelector<HTMLElement>("p.count");
      count?.setAttribute("tabindex", "-1");
      count?.focus();
      count?.scrollIntoView({ block: "start" });
    } else if (name !== null && part !== null && part !== undefined) {
      const again = [...part.querySelectorAll<HTMLElement>("a, button, summary, input, select")].find((e) => nameOf(e) === name);
      const target = again ?? root.querySelector<HTMLElement>("p.count");
      if (again === undefined) {
        target?.setAttribute("tabindex", "-1");
      }

      target?.focus({ preventScroll: true });
    }
  }
}
