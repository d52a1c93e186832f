/** Gives a form with checkboxes the buttons that choose all of them, and none. */
export function connect(root: HTMLElement): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>("[data-do=all], [data-do=none]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const box of root.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
        box.checked = button.dataset["do"] === "all";
      }
    });
  }
}
