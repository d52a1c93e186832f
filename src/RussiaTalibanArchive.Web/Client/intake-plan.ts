/** How far a file has come, and what to do about it. Offsets are in bytes. */
export interface Plan {
  offset: number;
  isDone: boolean;
  isDuplicate?: boolean;
  refusal?: "too-large" | "try-again";
}

/** Tells from an answer of the archive where to go on. What it says of the offset counts, not what was sent. */
export function planOf(status: number, answer: { offset?: number; done?: boolean; duplicate?: boolean }, before: Plan): Plan {
  if (status === 413) {
    return { ...before, refusal: "too-large" };
  }

  if ((status >= 200 && status < 300) || status === 409) {
    const offset = answer.offset ?? before.offset;
    if (offset < 0) {
      return { ...before, refusal: "try-again" };
    }

    return { offset, isDone: answer.done === true, isDuplicate: answer.duplicate === true };
  }

  return { ...before, refusal: "try-again" };
}
