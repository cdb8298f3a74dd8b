/** Fields of events that hold what people wrote to a model, and what it answered. */
export const CONTENT_FIELDS: readonly string[] = [
  'prompt',
  'prompts',
  'system_prompt',
  'messages',
  'content',
  'completion',
  'completions',
  'delta',
  'deltas',
  'choices',
  'reasoning_content',
  'generated_text',
  'input_text',
  'output_text',
  'response_text',
];
