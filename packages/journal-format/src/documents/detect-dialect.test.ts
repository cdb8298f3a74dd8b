import { describe, expect, it } from 'vitest';
import { detectDialect } from './detect-dialect.js';

describe('detectDialect', () => {
  it.each([
    ['quoted texts', '---\ndevice: "studio"\n---\n\n## Summary\n', 'lmx'],
    ['an H1 title', '---\ndate: 2026-02-24\n---\n\n# Title\n', 'lmx'],
    ['no frontmatter', '## Summary\n- device: studio\n', 'lmx'],
    ['nothing', '', 'lmx'],
    ['a bare text', '---\ndevice: studio\n---\n\n## Summary\n', 'cli'],
    ['a bare text below a title', '---\nauthor: ann\n---\n\n# Title\n', 'cli'],
    ['a title in the frontmatter', '---\ntitle: "x"\n---\n\n## Summary\n', 'cli'],
    ['steps that are missing as the CLI says it', '## Step Results\n- (no steps recorded)\n', 'cli'],
    ['CRLF and a byte order mark', '\ufeff---\r\nauthor: ann\r\n---\r\n', 'cli'],
    ['a bare text that is not in the head', 'x\n\n---\nauthor: ann\n---\n', 'lmx'],
  ])('tells it by %s', (_, text, dialect) => {
    expect(detectDialect(text)).toBe(dialect);
  });
});
