import type { EngineConfig } from './engine-config.js';

/** What a worker is given at its start. */
export interface WorkerSettings {
  role: 'search' | 'index';
  config: EngineConfig;
  /** One integer: not 0 once the worker is to end. */
  stop: SharedArrayBuffer;
}

export interface CallMessage {
  call: number;
  method: string;
  argument?: unknown;
}

/** An error as it crosses from a worker. */
export interface SentError {
  message: string;
  code?: string;
  facts?: Record<string, unknown>;
}

export type WorkerMessage =
  | { call: number; value: unknown }
  | { call: number; error: SentError }
  | { trouble: SentError }
  | 'changed';
