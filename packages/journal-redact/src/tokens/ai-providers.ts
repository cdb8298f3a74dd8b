import { alphanumeric, hex, uuid, word } from './character-runs.js';
import type { TokenTable } from './token-rule.js';

/** Models, and what is built around them. */
export const AI_PROVIDERS: TokenTable = {
  OpenAI: [
    { kind: 'openai-project-key', starts: ['sk-proj-'], rest: word(40), needsBorder: true },
    { kind: 'openai-service-key', starts: ['sk-svcacct-', 'sk-service-'], rest: word(40), needsBorder: true },
    { kind: 'openai-admin-key', starts: ['sk-admin-'], rest: word(40), needsBorder: true },
  ],
  Anthropic: [
    {
      kind: 'anthropic-oauth-token',
      starts: ['sk-ant-oat', 'sk-ant-ort'],
      rest: word(32),
      needsBorder: true,
    },
    { kind: 'anthropic-admin-key', starts: ['sk-ant-admin'], rest: word(32), needsBorder: true },
    { kind: 'anthropic-session', starts: ['sk-ant-sid'], rest: word(32), needsBorder: true },
    { kind: 'anthropic-key', starts: ['sk-ant-'], rest: word(32), needsBorder: true },
  ],
  'Hugging Face': [
    { kind: 'huggingface-oauth-token', starts: ['hf_oauth_'], rest: '[A-Za-z0-9_.-]{24,4096}' },
    { kind: 'huggingface-token', starts: ['hf_'], rest: alphanumeric(22), needsBorder: true },
    { kind: 'huggingface-organization-token', starts: ['api_org_'], rest: alphanumeric(22) },
  ],
  Groq: [{ kind: 'groq-key', starts: ['gsk_'], rest: alphanumeric(32), needsBorder: true }],
  xAI: [{ kind: 'xai-key', starts: ['xai-', 'xai-token-'], rest: alphanumeric(48), needsBorder: true }],
  Replicate: [{ kind: 'replicate-token', starts: ['r8_'], rest: word(24), needsBorder: true }],
  Perplexity: [{ kind: 'perplexity-key', starts: ['pplx-'], rest: alphanumeric(32) }],
  OpenRouter: [{ kind: 'openrouter-key', starts: ['sk-or-v1-'], rest: hex(40), needsBorder: true }],
  Fireworks: [{ kind: 'fireworks-key', starts: ['fw_'], rest: alphanumeric(16), needsBorder: true }],
  Together: [{ kind: 'together-key', starts: ['tgp_v1_'], rest: word(24) }],
  Cerebras: [{ kind: 'cerebras-key', starts: ['csk-'], rest: alphanumeric(32), needsBorder: true }],
  NVIDIA: [{ kind: 'nvidia-key', starts: ['nvapi-'], rest: word(40) }],
  'Voyage AI': [
    { kind: 'voyage-key', starts: ['pa-'], rest: word(28, 64), needsBorder: true, mustLookRandom: true },
  ],
  'LM Studio': [
    { kind: 'lm-studio-token', starts: ['sk-lm-'], rest: '[A-Za-z0-9:%]{16,64}', needsBorder: true },
  ],
  'Nomic AI': [
    { kind: 'nomic-key', starts: ['nk-'], rest: word(28, 64), needsBorder: true, mustLookRandom: true },
  ],
  LangSmith: [
    { kind: 'langsmith-key', starts: ['lsv2_pt_', 'lsv2_sk_'], rest: '[a-f0-9_]{24,64}' },
    { kind: 'langsmith-key', starts: ['ls__'], rest: hex(22), needsBorder: true },
  ],
  Langfuse: [{ kind: 'langfuse-key', starts: ['sk-lf-', 'pk-lf-'], rest: uuid(), needsBorder: true }],
  Helicone: [{ kind: 'helicone-key', starts: ['sk-helicone-'], rest: word(20), needsBorder: true }],
  Braintrust: [{ kind: 'braintrust-key', starts: ['bt-st-'], rest: alphanumeric(32), needsBorder: true }],
  'Weights & Biases': [{ kind: 'wandb-key', starts: ['wandb_v1_'], rest: word(40) }],
  Pinecone: [{ kind: 'pinecone-key', starts: ['pcsk_'], rest: word(40) }],
  Chroma: [{ kind: 'chroma-key', starts: ['ck-'], rest: alphanumeric(28), needsBorder: true }],
  LlamaCloud: [{ kind: 'llamacloud-key', starts: ['llx-'], rest: alphanumeric(32), needsBorder: true }],
  'Jina AI': [{ kind: 'jina-key', starts: ['jina_'], rest: '[a-f0-9]{32}[A-Za-z0-9_-]{0,64}' }],
  Tavily: [{ kind: 'tavily-key', starts: ['tvly-'], rest: word(20) }],
  Firecrawl: [{ kind: 'firecrawl-key', starts: ['fc-'], rest: hex(22), needsBorder: true }],
  ElevenLabs: [{ kind: 'elevenlabs-key', starts: ['sk_'], rest: hex(32), needsBorder: true }],
  RunPod: [{ kind: 'runpod-key', starts: ['rpa_'], rest: alphanumeric(28), needsBorder: true }],
  'Salad Cloud': [{ kind: 'salad-key', starts: ['salad_cloud_'], rest: '[A-Za-z0-9_]{20,255}' }],
  Modal: [
    {
      kind: 'modal-token',
      starts: ['ak-', 'as-'],
      rest: '[A-Za-z0-9]{22}(?![A-Za-z0-9-])',
      needsBorder: true,
    },
  ],
  E2B: [{ kind: 'e2b-key', starts: ['e2b_'], rest: hex(26), needsBorder: true }],
  Cursor: [{ kind: 'cursor-key', starts: ['crsr_', 'key_'], rest: hex(42), needsBorder: true }],
  Apify: [{ kind: 'apify-token', starts: ['apify_api_'], rest: alphanumeric(24) }],
};
