import { describe, expect, it } from 'vitest';
import { eventCategory, eventSeverity } from './event-class.js';

describe('the class of an event', () => {
  it.each([
    ['model_loaded', 'info', 'model_lifecycle'],
    ['model_unloaded', 'warning', 'model_lifecycle'],
    ['model_ttl_evicted', 'warning', 'model_lifecycle'],
    ['model_canary_failed', 'error', 'model_lifecycle'],
    ['download_failed', 'error', 'model_lifecycle'],
    ['model_crash_loop', 'critical', 'model_lifecycle'],
    ['request_completed', 'info', 'inference'],
    ['agent_error', 'error', 'agent'],
    ['mcp_retry', 'warning', 'skill'],
    ['auth_denied', 'error', 'security'],
    ['config_reloaded', 'info', 'admin'],
    ['MODEL_CANARY_FAILED', 'error', 'model_lifecycle'],
    ['something_else', 'info', 'system'],
    ['', 'info', 'system'],
  ])('of %j is %s, %s', (type, severity, category) => {
    expect(eventSeverity(type)).toBe(severity);
    expect(eventCategory(type)).toBe(category);
  });

  it('is told also when more types were seen than are remembered', () => {
    for (let index = 0; index < 2000; index += 1) expect(eventSeverity(`x${index}_failed`)).toBe('error');
  });
});
