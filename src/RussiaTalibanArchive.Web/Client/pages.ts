/** A page, or a part of one, that the archive answered: parsed, and nothing of it run. */
export interface FetchedPage {
  document: Document;
  /** Whether another address answered: the one of sign-in, for one. */
  isRedirected: boolean;
}

/**
 * Fetches HTML. The page's policy allows no other way from letters to elements.
 * @param form Sent by POST, where it is given.
 * @param accept The media type that is asked for.
 * @throws An error where the archive does not answer, or answers with something else than 200.
 */
export function fetchPage(address: string | URL, form?: FormData, accept = "text/html"): Promise<FetchedPage> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const asked = new URL(address, location.href);
    request.open(form === undefined ? "GET" : "POST", asked);
    request.setRequestHeader("Accept", accept);
    request.responseType = "document";
    request.onload = () =>
      request.status === 200 && request.responseXML !== null
        ? resolve({ document: request.responseXML, isRedirected: new URL(request.responseURL).pathname !== asked.pathname })
        : reject(new Error(String(request.status)));
    request.onerror = () => reject(new Error("The archive did not answer."));
    request.send(form ?? null);
  });
}
