/** What a module of the client exports. It works on its root alone. */
interface ClientModule {
  connect(root: HTMLElement): void;
}

/** Starts the module that an element names in `data-module`: `review` is `review.js` beside this file. */
async function start(root: HTMLElement): Promise<void> {
  const name = root.dataset["module"] ?? "";
  if (/^[a-z]+(-[a-z]+)*$/.test(name)) {
    const module = (await import(`./${name}.js`)) as ClientModule;
    module.connect(root);
  }
}

for (const root of document.querySelectorAll<HTMLElement>("[data-module]")) {
  start(root).catch((error: unknown) => console.error(error)); // The page works without it.
}

export {};
