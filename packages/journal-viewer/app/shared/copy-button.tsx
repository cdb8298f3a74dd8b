import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** Puts a text into the clipboard, and says whether that was possible. */
export function CopyButton({ text, children }: { text(): string; children: ComponentChildren }) {
  const [result, setResult] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setResult('copied');
    } catch {
      // Browsers allow it on this machine and with HTTPS only.
      setResult('this browser does not allow it here: select the text and copy it');
    }
  };
  return (
    <span>
      <button type="button" class="quiet" onClick={copy}>
        {children}
      </button>{' '}
      <span class="hint" role="status">
        {result}
      </span>
    </span>
  );
}
