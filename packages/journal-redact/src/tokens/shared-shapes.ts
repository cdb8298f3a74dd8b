import { alphanumeric, base64, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** Shapes that one provider had first and many took over; what is more exact goes before them. */
export const SHARED_SHAPES: TokenTable = {
  'DeepSeek, Moonshot, Qwen, Stability, OpenAI until 2024': [
    { kind: 'api-key', starts: ['sk-'], rest: alphanumeric(22), needsBorder: true },
    { kind: 'api-key', starts: ['sk-'], rest: word(20, 160), needsBorder: true, mustLookRandom: true },
  ],
  'Standard Webhooks': [{ kind: 'webhook-secret', starts: ['whsec_'], rest: base64(16) }],
};
