import { useLayoutEffect } from 'preact/hooks';

export interface KeyBinding {
  /** `KeyboardEvent.key`: `j`, `G`, `/`, `Escape`. */
  key: string;
  /** What it does, for the help. */
  does: string;
  run(): void;
  /** With Ctrl or ⌘ held. */
  withCommand?: boolean;
}

/** All that are in force; those of the place that was opened last come first. */
const bindings: (readonly KeyBinding[])[] = [];

/** Keys that do something as long as a part of the page is shown. */
export function useKeys(keys: readonly KeyBinding[]): void {
  useLayoutEffect(() => {
    bindings.unshift(keys);
    return () => {
      bindings.splice(bindings.indexOf(keys), 1);
    };
  });
}

/** The keys that are in force, for the help. */
export function listKeys(): KeyBinding[] {
  const listed = new Map<string, KeyBinding>();
  for (const binding of bindings.flat()) {
    const name = nameOfKey(binding);
    if (!listed.has(name)) listed.set(name, binding);
  }
  return [...listed.values()];
}

export function nameOfKey({ key, withCommand }: KeyBinding): string {
  if (key === ' ') return 'Space';
  return withCommand === true ? `Ctrl ${key.toUpperCase()}` : key;
}

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const isCommand = event.ctrlKey || event.metaKey;
  // Where somebody writes, letters are letters.
  if (!isCommand && event.key !== 'Escape' && isWriting(event.target)) return;
  if (isPressing(event)) return;
  const binding = bindings
    .flat()
    .find(({ key, withCommand = false }) => key === event.key && withCommand === isCommand);
  if (binding === undefined) return;
  event.preventDefault();
  binding.run();
});

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Whether the key presses what has the focus: a link opens, also where `Enter` opens the row of a list. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  return (
    (key === 'Enter' || key === ' ') &&
    target instanceof HTMLElement &&
    target.matches('a[href], button, summary')
  );
}
