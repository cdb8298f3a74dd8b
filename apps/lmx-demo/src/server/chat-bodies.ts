/** What all parts of one answer share. */
export interface ChatHead {
  /** `chatcmpl-…` */
  id: string;
  /** Seconds since the epoch. */
  created: number;
  model: string;
}

export type FinishReason = 'stop' | 'length';

interface Usage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
}

export function usageOf(promptTokens: number, completionTokens: number): Usage {
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

export function completionBody(head: ChatHead, content: string, finish: FinishReason, usage: Usage): object {
  const message = { role: 'assistant', content, tool_calls: null };
  const choices = [{ index: 0, message, finish_reason: finish }];
  return { ...base(head, 'chat.completion'), choices, usage };
}

/** A chunk of a streamed answer; LMX writes the nulls too. */
export function chunkBody(head: ChatHead, delta: ChunkDelta, finish: FinishReason | null = null): object {
  const choices = [
    { index: 0, delta: { role: null, content: null, tool_calls: null, ...delta }, finish_reason: finish },
  ];
  return { ...base(head, 'chat.completion.chunk'), choices, usage: null };
}

export interface ChunkDelta {
  role?: 'assistant';
  content?: string;
}

export function usageChunkBody(head: ChatHead, usage: Usage): object {
  return { ...base(head, 'chat.completion.chunk'), choices: [], usage };
}

function base({ id, created, model }: ChatHead, object: string): object {
  return { id, object, created, model };
}
