import type { UpdateLogInput } from '@opta/journal-runtime';
import type { AutoLoad } from '../engine/model-engine.js';
import type { ServerEvent } from '../server-bus.js';

/** What a client asked for with `POST /admin/models/load`; null where it said nothing. */
export interface LoadInputs {
  model_id: string;
  auto_download: boolean | null;
  keep_alive_sec: number | null;
  allow_unsupported_runtime: boolean | null;
  backend: string | null;
  performance_overrides: Record<string, unknown> | null;
}

interface LoadFigures {
  memoryAfterLoadGb: number;
  timeToLoadMs: number;
}

type Step = NonNullable<UpdateLogInput['steps']>[number];

/** Changes that LMX makes an update log of, in its words. */
export function loadedUpdate(inputs: LoadInputs, figures: LoadFigures): UpdateLogInput {
  return {
    title: `Load ${inputs.model_id}`,
    summary: `Loaded ${inputs.model_id} into memory from local artifacts.`,
    category: 'sync',
    promoted: true,
    commandInputs: { ...inputs, source: 'disk' },
    steps: [step('model', 'load', 'ok', describeLoad(figures))],
  };
}

export function autoLoadedUpdate({ modelId, downloadId }: AutoLoad, figures: LoadFigures): UpdateLogInput {
  return {
    title: `Load ${modelId}`,
    summary: `Auto-loaded ${modelId} after download completion.`,
    category: 'sync',
    promoted: true,
    commandInputs: { model_id: modelId, download_id: downloadId, auto_download: true, source: 'disk' },
    steps: [step('model', 'auto-load-after-download', 'ok', describeLoad(figures))],
  };
}

export function unloadedUpdate(modelId: string, memoryFreedGb: number): UpdateLogInput {
  return {
    title: `Unload ${modelId}`,
    summary: `Unloaded ${modelId} from memory.`,
    category: 'sync',
    promoted: false,
    commandInputs: { model_id: modelId },
    steps: [step('model', 'unload', 'ok', `memory_freed_gb=${round(memoryFreedGb)}`)],
  };
}

export interface ReloadedConfig {
  routingAliases: number;
  memoryThreshold: number;
  logLevel: string;
  presetsEnabled: boolean;
}

export function configReloadedUpdate(config: ReloadedConfig): UpdateLogInput {
  return {
    title: 'Reload LMX Config',
    summary: 'Reloaded runtime configuration via /admin/config/reload.',
    category: 'sync',
    promoted: true,
    commandInputs: {
      routing_aliases: config.routingAliases,
      memory_threshold: config.memoryThreshold,
      log_level: config.logLevel,
      presets_enabled: config.presetsEnabled,
    },
    steps: [
      step('routing', 'reload', 'ok', `aliases=${config.routingAliases}`),
      step('memory-threshold', 'reload', 'ok', `percent=${config.memoryThreshold}`),
      step('logging', 'reload', 'ok', `level=${config.logLevel}`),
    ],
  };
}

/** What LMX keeps no record of: loads at the start, failures, deletes, evictions. */
export function startLoadedUpdate(modelId: string, figures: LoadFigures): UpdateLogInput {
  return {
    title: `Load ${modelId} at the start`,
    summary: `Loaded ${modelId} because it is the default model.`,
    category: 'startup',
    promoted: true,
    commandInputs: { model_id: modelId },
    steps: [step('model', 'load-at-start', 'ok', describeLoad(figures))],
  };
}

export function loadFailedUpdate(
  modelId: string,
  error: unknown,
  inputs: Record<string, unknown> = { model_id: modelId },
): UpdateLogInput {
  return {
    title: `Load of ${modelId} failed`,
    summary: `${modelId} was not loaded: ${messageOf(error)}`,
    category: 'failure',
    promoted: false,
    commandInputs: inputs,
    steps: [step('model', 'load', 'fail', messageOf(error))],
  };
}

export function deletedUpdate(modelId: string, path: string | undefined): UpdateLogInput {
  return {
    title: `Delete ${modelId}`,
    summary: `Deleted ${modelId} from the disk.`,
    category: 'delete',
    promoted: false,
    commandInputs: { model_id: modelId },
    steps: [step('model', 'delete', 'ok', path === undefined ? '' : `path=${path}`)],
  };
}

/** The update log of a change that the server made by itself; undefined for all other events. */
export function updateForEvent({ type, data }: ServerEvent): UpdateLogInput | undefined {
  if (type === 'model_unloaded' && (data.reason === 'lru' || data.reason === 'ttl')) return evicted(data);
  if (type === 'download_failed') return downloadFailed(data);
  if (type === 'quantize_progress') return quantized(data);
  return undefined;
}

function evicted(data: ServerEvent['data']): UpdateLogInput {
  const why =
    data.reason === 'lru' ? 'to make room for another model' : 'because nobody had used it for its idle time';
  return {
    title: `Evict ${data.model_id}`,
    summary: `Unloaded ${data.model_id} from memory ${why}.`,
    category: 'eviction',
    promoted: false,
    commandInputs: { model_id: data.model_id, reason: data.reason },
    steps: [step('model', 'evict', 'ok', `memory_freed_gb=${data.memory_freed_gb}`)],
  };
}

function downloadFailed(data: ServerEvent['data']): UpdateLogInput {
  return {
    title: `Download of ${data.repo_id} failed`,
    summary: `${data.repo_id} was not downloaded: ${data.error}`,
    category: 'failure',
    promoted: false,
    commandInputs: { repo_id: data.repo_id, download_id: data.download_id },
    steps: [step('download', 'get', 'fail', String(data.error))],
  };
}

function quantized(data: ServerEvent['data']): UpdateLogInput | undefined {
  const status = String(data.status);
  const hasFailed = status.startsWith('failed');
  if (status !== 'completed' && !hasFailed) return undefined;
  return {
    title: `Quantize ${data.model_id}${hasFailed ? ' failed' : ''}`,
    summary: hasFailed ? `${data.model_id} was not quantized: ${status}` : `Quantized ${data.model_id}.`,
    category: hasFailed ? 'failure' : 'quantize',
    promoted: !hasFailed,
    commandInputs: { model_id: data.model_id },
    steps: [step('model', 'quantize', hasFailed ? 'fail' : 'ok', status)],
  };
}

function step(component: string, name: string, status: Step['status'], message: string): Step {
  return { target: 'lmx', component, step: name, status, message };
}

function describeLoad({ memoryAfterLoadGb, timeToLoadMs }: LoadFigures): string {
  return `memory_after_load_gb=${round(memoryAfterLoadGb)} time_to_load_ms=${round(timeToLoadMs)}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
