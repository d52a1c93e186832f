/** A key press, as far as it matters for a page's own keys. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

/** The signs of an American keyboard, by the places of their keys. */
const signs: Readonly<Record<string, string>> = { Slash: "/", BracketLeft: "[", BracketRight: "]", Minus: "-", Equal: "=" };

/** Whether the press is one for the browser or the system. */
export function isShortcut(press: KeyPress): boolean {
  return press.ctrlKey || press.altKey || press.metaKey;
}

/**
 * The letter, in small, or the name of the key that was pressed. On a keyboard that writes no Latin letters the place of the key
 * counts: ش is where A is.
 */
export function keyOf(press: KeyPress): string {
  const named = press.key.length === 1 && !/[a-z]/i.test(press.key) && /^Key[A-Z]$/.test(press.code) ? press.code[3]! : press.key;
  return named.length === 1 ? named.toLowerCase() : named;
}

/**
 * What a key press asks for among `actions`, by letter, sign or name. A sign that the keyboard cannot write, or writes elsewhere,
 * is looked for at its place on an American keyboard.
 * @param isShifted Whether Shift is held: for a sign that is found by its place it must not be, but for the question mark.
 */
export function actionFor<T>(press: KeyPress, isShifted: boolean, actions: Readonly<Record<string, T>>): T | null {
  const key = keyOf(press);
  const own = actions[isShifted && /^[a-z]$/.test(key) ? `Shift+${key}` : key];
  if (own !== undefined) {
    return own;
  }

  const sign = signs[press.code];
  const placed = sign === undefined || /^[a-z]$/i.test(press.key) ? undefined : isShifted ? (sign === "/" ? "?" : sign === "=" ? "+" : undefined) : sign;
  return placed === undefined ? null : (actions[placed] ?? null);
}
