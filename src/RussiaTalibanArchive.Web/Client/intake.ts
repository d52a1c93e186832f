import { planOf, type Plan } from "./intake-plan.js";

/** As many bytes as one request carries; the archive takes twice as many. */
const pieceBytes = 8 * 1024 * 1024;
const atOnce = 3;
const maxTries = 8;

interface Entry {
  file: File;
  name: string;
}

/** Sends the files of a form, or those dropped on the page, in pieces that survive a broken connection. */
export function connect(form: HTMLElement): void {
  if (!(form instanceof HTMLFormElement)) {
    return;
  }

  const say = (name: string): string => form.dataset[name] ?? "";
  form.addEventListener("submit", (event) => {
    const inputs = [...form.querySelectorAll<HTMLInputElement>("input[type=file]")];
    const entries = inputs.flatMap((input) => [...(input.files ?? [])].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
    if (entries.length > 0) {
      event.preventDefault();
      void sendAll(form, entries, say).then(() => form.reset());
    }
  });

  const page = document.documentElement;
  for (const kind of ["dragenter", "dragover"]) {
    page.addEventListener(kind, (event) => {
      if ((event as DragEvent).dataTransfer?.types.includes("Files")) {
        event.preventDefault();
        form.classList.add("dropping");
      }
    });
  }

  page.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) {
      form.classList.remove("dropping");
    }
  });
  page.addEventListener("drop", (event) => {
    const data = event.dataTransfer;
    form.classList.remove("dropping");
    if (data?.types.includes("Files")) {
      event.preventDefault();
      void entriesOf(data).then((entries) => sendAll(form, entries, say));
    }
  });
}

async function sendAll(form: HTMLFormElement, entries: Entry[], say: (name: string) => string): Promise<void> {
  if (entries.length === 0) {
    return;
  }

  const token = form.querySelector<HTMLInputElement>("input[name=__token]")?.value ?? "";
  const language = form.querySelector<HTMLSelectElement>("select[name=Language]")?.value ?? "";
  const progress = form.querySelector<HTMLElement>(".drop-progress")!;
  const list = progress.querySelector("ul")!;
  const summary = progress.querySelector<HTMLElement>(".drop-summary")!;
  progress.hidden = false;
  list.replaceChildren();
  const key = crypto.randomUUID();
  const answer = await again(() => post("/editor/intake/batches", token, { key, language: language || null }));
  const batch = (await answer.json()) as { number: number; path: string };
  const link = document.createElement("a");
  link.href = batch.path;
  link.textContent = say("report");
  summary.replaceChildren(link);

  const waiting = entries.map((entry) => ({ entry, row: addRow(list, entry.name, say("waiting")) }));
  const next = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      await sendOne(batch.number, token, job.entry, job.row, say);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  if (!list.querySelector(".failed")) {
    location.assign(batch.path);
  }
}

async function sendOne(batch: number, token: string, entry: Entry, row: Row, say: (name: string) => string): Promise<void> {
  const address = `/editor/intake/${batch}/files/${crypto.randomUUID()}`;
  let plan: Plan = { offset: 0, isDone: false };
  row.show(say("sending"), 0);
  for (let tries = 0; !plan.isDone; ) {
    try {
      const piece = entry.file.slice(plan.offset, plan.offset + pieceBytes);
      const answer = await fetch(address, {
        method: "PUT",
        body: piece,
        headers: {
          RequestVerificationToken: token,
          "Upload-Offset": String(plan.offset),
          "Upload-Length": String(entry.file.size),
          "Upload-Name": encodeURIComponent(entry.name),
        },
      });
      const told = answer.ok || answer.status === 409 ? ((await answer.json()) as object) : {};
      plan = planOf(answer.status, told, plan);
      if (plan.refusal === "too-large") {
        row.fail(say("tooLarge"));
        return;
      }

      if (plan.refusal) {
        throw new Error(plan.refusal);
      }

      tries = 0;
      row.show(plan.isDone ? say(plan.isDuplicate ? "duplicate" : "kept") : say("sending"), entry.file.size === 0 ? 1 : plan.offset / entry.file.size);
    } catch {
      if (++tries > maxTries) {
        row.fail(say("failed"));
        return;
      }

      row.show(say("again"), plan.offset / Math.max(1, entry.file.size));
      await new Promise((resolve) => setTimeout(resolve, Math.min(30_000, 500 * 2 ** tries)));
      plan = await whereItIs(address, plan);
    }
  }
}

/** Asks how much of a file has arrived. */
async function whereItIs(address: string, plan: Plan): Promise<Plan> {
  try {
    const answer = await fetch(address);
    return answer.ok ? planOf(answer.status, (await answer.json()) as object, plan) : plan;
  } catch {
    return plan;
  }
}

async function post(address: string, token: string, body: object): Promise<Response> {
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", RequestVerificationToken: token } });
  if (!answer.ok) {
    throw new Error(String(answer.status));
  }

  return answer;
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries >= 4) {
        throw error;
      }

      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
    }
  }
}

interface Row {
  show(words: string, part: number): void;
  fail(words: string): void;
}

function addRow(list: HTMLElement, name: string, words: string): Row {
  const row = document.createElement("li");
  const label = document.createElement("bdi");
  label.textContent = name;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", name);
  const state = document.createElement("span");
  state.className = "status";
  state.textContent = words;
  row.append(label, bar, state);
  list.append(row);
  return {
    show(now, part) {
      state.textContent = now;
      bar.value = part;
    },
    fail(why) {
      row.classList.add("failed");
      state.textContent = why;
    },
  };
}

/** The files of a drop, those in folders too. */
async function entriesOf(data: DataTransfer): Promise<Entry[]> {
  const roots = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (roots.length === 0) {
    return [...data.files].map((file) => ({ file, name: file.name }));
  }

  const found: Entry[] = [];
  const walk = async (entry: FileSystemEntry): Promise<void> => {
    if (entry.isFile) {
      const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
      found.push({ file, name: entry.fullPath.replace(/^\//, "") });
      return;
    }

    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (let some = await read(reader); some.length > 0; some = await read(reader)) {
      for (const child of some) {
        await walk(child);
      }
    }
  };
  for (const root of roots) {
    await walk(root);
  }

  return found;
}

function read(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}
