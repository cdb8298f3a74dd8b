import { describe, expect, it } from 'vitest';
import { formatEventLine } from '../src/command/format-event-line.js';

const event = (type: string, data: Record<string, unknown> = {}) => ({ type, data, time: 0 });

describe('formatEventLine', () => {
  it('shows type and fields on one line, long values cut', () => {
    const line = formatEventLine(event('model_loaded', { model_id: 'a/b', error: 'e'.repeat(100) }), 'INFO');
    expect(line).toMatch(/^\d\d:\d\d:\d\d model_loaded model_id=a\/b error=e{80}…$/);
  });

  it('makes control characters visible, so that no event moves the cursor or forges a line', () => {
    const line = formatEventLine(event('x\n\u001b[2J', { a: '\u009b1A\r\u202e' }), 'INFO');
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(line).toContain('\\u001b[2J');
  });

  it('leaves out what is below the level', () => {
    expect(formatEventLine(event('model_loaded'), 'WARNING')).toBeUndefined();
    expect(formatEventLine(event('model_unloaded'), 'WARNING')).toBeDefined();
    expect(formatEventLine(event('download_failed'), 'ERROR')).toBeDefined();
    expect(formatEventLine(event('model_readiness_changed'), 'INFO')).toBeUndefined();
    expect(formatEventLine(event('model_readiness_changed'), 'DEBUG')).toBeDefined();
  });
});
