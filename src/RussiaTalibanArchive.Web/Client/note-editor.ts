/** Asks before a page with unsaved text is left. Nothing of the text is kept in the browser. */
export function connect(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) {
    return;
  }

  let isChanged = form.ownerDocument.querySelector(".preview, .conflict, .field.invalid") !== null;
  form.addEventListener("input", () => {
    isChanged = true;
  });
  form.addEventListener("submit", () => {
    isChanged = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged) {
      event.preventDefault();
    }
  });
}
