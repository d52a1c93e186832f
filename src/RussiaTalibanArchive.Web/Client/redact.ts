import { boxOf, linesOf, moved, sized, type Box } from "./redact-boxes.js";

const step = 0.5;
const arrows: Record<string, readonly [number, number]> = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };

/** Lets boxes be drawn on the picture of a page, and words be taken from its text. The two text fields hold what is sent. */
export function connect(form: HTMLElement): void {
  form.querySelectorAll("[data-add-box], [data-add-words]").forEach((button) => button.closest("p")?.removeAttribute("hidden"));
  const words = form.querySelector<HTMLTextAreaElement>("[name=Phrases]");
  form.querySelector("[data-add-words]")?.addEventListener("click", () => {
    const marked = getSelection()?.toString().replace(/\s+/g, " ").trim();
    if (marked && words) {
      words.value = [...words.value.split("\n").filter((line) => line.trim() !== ""), marked].join("\n") + "\n";
    }
  });
  const picture = form.querySelector<HTMLElement>(".redact-picture");
  const lines = form.querySelector<HTMLTextAreaElement>("[name=Boxes]");
  if (picture && lines) {
    connectBoxes(picture, lines, form.dataset["box"] ?? "");
    form.querySelector("[data-add-box]")?.addEventListener("click", () => {
      lines.value = linesOf([...lines.value.split("\n").map(boxOf), { left: 40, top: 45, width: 20, height: 5 }]);
      lines.dispatchEvent(new Event("input"));
      picture.querySelector<HTMLElement>(".redact-box:last-of-type")?.focus();
    });
  }
}

function connectBoxes(picture: HTMLElement, lines: HTMLTextAreaElement, label: string): void {
  const boxes = (): Box[] => lines.value.split("\n").map(boxOf).filter((box) => box !== null);
  const keep = (all: Box[]): void => {
    lines.value = linesOf(all);
    show();
  };
  const show = (): void => {
    const focused = [...picture.querySelectorAll(".redact-box")].indexOf(document.activeElement as Element);
    picture.querySelectorAll(".redact-box").forEach((shown) => shown.remove());
    boxes().forEach((box, index) => {
      const shown = document.createElement("div");
      shown.className = "redact-box";
      shown.tabIndex = 0;
      shown.setAttribute("role", "group");
      shown.setAttribute("aria-label", label.replace("{0}", String(index + 1)));
      place(shown, box);
      shown.addEventListener("keydown", (event) => {
        const arrow = arrows[event.key];
        if (arrow) {
          event.preventDefault();
          keep(boxes().map((b, i) => (i !== index ? b : event.shiftKey ? sized(b, ...arrow) : moved(b, ...arrow))));
        } else if (event.key === "Delete" || event.key === "Backspace") {
          event.preventDefault();
          keep(boxes().filter((_, i) => i !== index));
        }
      });
      picture.append(shown);
    });
    picture.querySelectorAll<HTMLElement>(".redact-box")[focused]?.focus();
  };

  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || (event.target as Element).closest(".redact-box")) {
      return;
    }

    event.preventDefault();
    const area = picture.getBoundingClientRect();
    const at = (e: PointerEvent): [number, number] => [(100 * (e.clientX - area.left)) / area.width, (100 * (e.clientY - area.top)) / area.height];
    const [fromX, fromY] = at(event);
    const drawn = document.createElement("div");
    drawn.className = "redact-box drawing";
    picture.append(drawn);
    picture.setPointerCapture(event.pointerId);
    const between = (e: PointerEvent): Box => {
      const [x, y] = at(e).map((n) => Math.min(100, Math.max(0, n))) as [number, number];
      return { left: Math.min(fromX, x), top: Math.min(fromY, y), width: Math.abs(x - fromX), height: Math.abs(y - fromY) };
    };
    const move = (e: PointerEvent): void => place(drawn, between(e));
    const stop = (e: PointerEvent): void => {
      picture.removeEventListener("pointermove", move);
      picture.removeEventListener("pointerup", stop);
      picture.removeEventListener("pointercancel", stop);
      drawn.remove();
      const box = between(e);
      if (e.type === "pointerup" && box.width > 0.3 && box.height > 0.3) {
        keep([...boxes(), box]);
      }
    };
    picture.addEventListener("pointermove", move);
    picture.addEventListener("pointerup", stop);
    picture.addEventListener("pointercancel", stop);
  });
  lines.addEventListener("input", show);
  show();
}

function place(shown: HTMLElement, box: Box): void {
  shown.style.left = `${box.left}%`;
  shown.style.top = `${box.top}%`;
  shown.style.width = `${box.width}%`;
  shown.style.height = `${box.height}%`;
}
