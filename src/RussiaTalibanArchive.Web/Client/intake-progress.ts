const between = 2000;

/** Keeps the accounts of an intake up to date while its files are worked on; loads the page anew when all are done. */
export function connect(root: HTMLElement): void {
  const path = root.dataset["path"] ?? "";
  const look = async (): Promise<void> => {
    const answer = await fetch(path, { headers: { Accept: "application/json" } });
    const counts = (await answer.json()) as Record<string, number>;
    for (const place of root.querySelectorAll<HTMLElement>("[data-count]")) {
      place.textContent = String(counts[place.dataset["count"]!] ?? place.textContent);
    }

    if (counts["waiting"] === 0) {
      location.reload();
    } else {
      setTimeout(() => void look().catch(() => setTimeout(() => void look(), 5 * between)), between);
    }
  };
  setTimeout(() => void look(), between);
}
