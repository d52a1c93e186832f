import { part } from "./parts.js";

const between = 1000;

/** Keeps the bar of an export up to date while it is written; loads the page anew when that is over. */
export function connect(root: HTMLElement): void {
  const bar = part(root, "progress") as HTMLProgressElement;
  const look = async (): Promise<void> => {
    const answer = await fetch(root.dataset["path"] ?? "", { headers: { Accept: "application/json" } });
    const { state, total, written } = (await answer.json()) as { state: string; total: number | null; written: number };
    if (state !== "waiting" && state !== "running") {
      location.reload();
      return;
    }

    if (total !== null) {
      bar.max = Math.max(1, total);
      bar.value = written;
    }

    wait();
  };
  const wait = (): void => void setTimeout(() => void look().catch(() => setTimeout(wait, 5 * between)), between);
  wait();
}
