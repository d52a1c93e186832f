/** A stretch of a text in UTF-16 code units, end exclusive. */
export interface Place {
  start: number;
  end: number;
}

/** A place without the white space at its ends; null where nothing is left. */
export function trimmed(words: string, start: number): Place | null {
  const text = words.trim();
  return text === "" ? null : { start: start + words.indexOf(text[0]!), end: start + words.indexOf(text[0]!) + text.length };
}

/** Places in order; those that touch or overlap become one. */
export function withPlace(places: readonly Place[], added: Place): Place[] {
  const merged: Place[] = [];
  for (const place of [...places, added].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && place.start <= last.end) {
      last.end = Math.max(last.end, place.end);
    } else {
      merged.push({ ...place });
    }
  }

  return merged;
}

/** As the archive reads them: `12-40,56-80`. */
export function written(places: readonly Place[]): string {
  return places.map(({ start, end }) => `${start}-${end}`).join(",");
}
