import { visibleText } from '../../shared/visible-text.js';

/** What to do about a finding; what stands between back quotes is code. */
export function FixText({ text }: { text: string }) {
  const parts = visibleText(text).split('`');
  return <>{parts.map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>))}</>;
}
