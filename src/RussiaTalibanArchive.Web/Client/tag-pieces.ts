/** What parts the names in a line of tags; see TagInput.Split on the server. */
export const separators = /[,،;؛\n]/;

/** One name in a line of tags: where it stands, in UTF-16 code units, without the white space around it. */
export interface Piece {
  start: number;
  end: number;
  text: string;
}

/** The name that the caret stands in. Where a field takes one tag, that is all of it. */
export function pieceAt(line: string, caret: number, isSingle = false): Piece {
  let start = isSingle ? 0 : caret;
  let end = isSingle ? line.length : caret;
  while (!isSingle && start > 0 && !separators.test(line[start - 1]!)) {
    start--;
  }

  while (!isSingle && end < line.length && !separators.test(line[end]!)) {
    end++;
  }

  const text = line.slice(start, end);
  const trimmed = text.trim();
  const lead = trimmed === "" ? text.length : text.length - text.trimStart().length;
  return { start: start + lead, end: start + lead + trimmed.length, text: trimmed };
}

/** The line with a tag in the place of a piece, ready for the next one, and where the caret goes. */
export function taken(line: string, piece: Piece, tag: string, isSingle = false): { line: string; caret: number } {
  if (isSingle) {
    return { line: tag, caret: tag.length };
  }

  const before = line.slice(0, piece.start);
  const space = before === "" || /\s$/.test(before) ? "" : " ";
  const after = line.slice(piece.end).replace(/^\s*[,،;؛\n]?\s*/, "");
  const head = `${before}${space}${tag}, `;
  return { line: head + after, caret: head.length };
}
