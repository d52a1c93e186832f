import { part } from "./parts.js";

/** Sends what the forms of the page describe, and shows what is answered. A token is kept in its field alone. */
export function connect(root: HTMLElement): void {
  for (const part of root.querySelectorAll<HTMLElement>("[data-scripted]")) {
    part.hidden = false;
  }

  const token = root.querySelector<HTMLInputElement>("#api-token");
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (form instanceof HTMLFormElement && form.dataset["path"] !== undefined) {
      event.preventDefault();
      void ask(form, token?.value.trim() ?? "");
    }
  });
}

async function ask(form: HTMLFormElement, token: string): Promise<void> {
  const button = form.querySelector("button");
  button?.setAttribute("aria-busy", "true");
  try {
    const request = requestOf(form, token);
    const answer = await fetch(request.address, request.init);
    show(form, `${answer.status} ${answer.statusText}`, answer.headers.get("ETag") ?? "", await answer.text());
  } catch (error: unknown) {
    show(form, error instanceof Error ? error.message : "", "", "");
  } finally {
    button?.removeAttribute("aria-busy");
  }
}

/** What a form asks for: its fields with a name are the query, the others say of themselves what they are. */
export function requestOf(form: HTMLFormElement, token: string): { address: string; init: RequestInit } {
  const value = (part: string): string => form.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[data-api=${part}]`)?.value.trim() ?? "";
  const query = new URLSearchParams();
  for (const field of form.querySelectorAll<HTMLInputElement>("input[name]")) {
    if (field.value.trim() !== "") {
      query.append(field.name, field.value.trim());
    }
  }

  const headers: Record<string, string> = { Accept: "application/json" };
  if (token !== "") {
    headers["Authorization"] = `Bearer ${token}`;
  }

  if (value("version") !== "") {
    headers["If-Match"] = value("version");
  }

  const body = value("body");
  const type = form.dataset["type"] ?? "";
  if (body !== "" && type !== "") {
    headers["Content-Type"] = type;
  }

  const path = (form.dataset["path"] ?? "").replace("{reference}", encodeURIComponent(value("reference"))).replace(/\{[a-z]+\}/, encodeURIComponent(value("part")));
  return {
    address: query.size > 0 ? `${path}?${query.toString()}` : path,
    init: { method: form.dataset["method"] ?? "GET", headers, ...(body === "" ? {} : { body }) },
  };
}

function show(form: HTMLFormElement, status: string, etag: string, text: string): void {
  const answer = form.parentElement?.querySelector<HTMLElement>(".api-answer");
  if (!answer) {
    return;
  }

  answer.hidden = false;
  part(answer, "[data-api=status]").textContent = status;
  part(answer, "[data-api=etag]").textContent = etag;
  part(answer, "[data-api=answer]").textContent = indented(text);
}

/** JSON as people read it; anything else as it is. */
export function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
