import type { NoteKind, UpdateLogInput } from '@opta/journal-runtime';

export interface DayPart {
  startedAt: string;
  endedAt: string;
  summary: string;
  /** Message of the error that ends the runtime; absent: it ends cleanly. */
  crash?: string;
  /** In the order of their times. */
  actions: ({ at: string } & ({ note: [NoteKind, string] } | { update: UpdateLogInput }))[];
}

/** What people did on the day that `recorded/` holds the events of. */
export const DAY: Record<string, DayPart> = {
  morning: {
    startedAt: '2026-03-14T08:02:11+11:00',
    endedAt: '2026-03-14T09:41:07+11:00',
    summary: 'runtime-session',
    crash: 'Metal device lost while encoding command buffer 48213',
    actions: [
      {
        at: '2026-03-14T08:02:22+11:00',
        update: loaded('mlx-community/Qwen3-30B-A3B-4bit', 17.2, 6410),
      },
      {
        at: '2026-03-14T08:55:03+11:00',
        update: {
          title: 'Reload LMX Config',
          summary: 'Reloaded runtime configuration via /admin/config/reload.',
          category: 'sync',
          promoted: true,
          commandInputs: {
            routing_aliases: 4,
            memory_threshold: 85,
            log_level: 'INFO',
            presets_enabled: true,
          },
          steps: [
            { target: 'lmx', component: 'routing', step: 'reload', status: 'ok', message: 'aliases=4' },
            { target: 'lmx', component: 'memory', step: 'threshold', status: 'ok', message: 'percent=85' },
            { target: 'lmx', component: 'logging', step: 'level', status: 'ok', message: 'level=INFO' },
          ],
        },
      },
      {
        at: '2026-03-14T09:14:30+11:00',
        note: ['decision', 'Mistral-Small stays out until somebody knows why its canary produced no token.'],
      },
      {
        at: '2026-03-14T09:15:02+11:00',
        note: ['next_step', 'Try Mistral-Small-3.2-24B again with the 4-bit weights.'],
      },
    ],
  },
  afternoon: {
    startedAt: '2026-03-14T09:44:01+11:00',
    endedAt: '2026-03-14T17:30:02+11:00',
    summary: 'after-the-crash',
    actions: [
      {
        at: '2026-03-14T09:44:12+11:00',
        update: loaded('mlx-community/Qwen3-30B-A3B-4bit', 17.2, 5980),
      },
      {
        at: '2026-03-14T10:05:40+11:00',
        note: ['issue', 'Open WebUI showed the 09:40 failures as an empty answer instead of an error.'],
      },
      {
        at: '2026-03-14T10:31:31+11:00',
        update: loaded('mlx-community/gemma-3-27b-it-4bit', 33, 7220),
      },
      {
        at: '2026-03-14T11:20:00+11:00',
        update: {
          title: 'Lower the memory threshold',
          summary: [
            'The server crashed at 09:41 with 91.4 % of the memory in use; the threshold was 85 %.',
            'From the next restart on, load shedding begins at 80 %.',
          ],
          category: 'feature',
          versionBefore: '0.1.0',
          versionAfter: '0.1.0',
          commit: '4f1c2ab',
          promoted: false,
          steps: [
            {
              target: 'lmx',
              component: 'config',
              step: 'edit',
              status: 'ok',
              message: 'memory.load_shedding_percent=80',
            },
            {
              target: 'lmx',
              component: 'config',
              step: 'reload',
              status: 'skip',
              message: 'at the next restart',
            },
          ],
        },
      },
      {
        at: '2026-03-14T12:50:00+11:00',
        note: ['next_step', 'Free 175 GB on the models disk before DeepSeek-V3.2 is tried again.'],
      },
      {
        at: '2026-03-14T13:05:27+11:00',
        update: loaded('mlx-community/Llama-3.3-70B-Instruct-4bit', 55.5, 14870),
      },
      {
        at: '2026-03-14T17:29:56+11:00',
        update: {
          title: 'Unload mlx-community/Llama-3.3-70B-Instruct-4bit',
          summary: 'Unloaded mlx-community/Llama-3.3-70B-Instruct-4bit from memory.',
          category: 'sync',
          promoted: false,
          commandInputs: { model_id: 'mlx-community/Llama-3.3-70B-Instruct-4bit' },
          steps: [
            {
              target: 'lmx',
              component: 'model',
              step: 'unload',
              status: 'ok',
              message: 'memory_freed_gb=39.7',
            },
          ],
        },
      },
    ],
  },
};

/** The update log that LMX writes when a model was loaded. */
function loaded(modelId: string, memoryAfterGb: number, timeToLoadMs: number): UpdateLogInput {
  return {
    title: `Load ${modelId}`,
    summary: `Loaded ${modelId} into memory from local artifacts.`,
    category: 'sync',
    promoted: true,
    commandInputs: {
      auto_download: false,
      backend: null,
      keep_alive_sec: null,
      model_id: modelId,
      source: 'disk',
    },
    steps: [
      {
        target: 'lmx',
        component: 'model',
        step: 'load',
        status: 'ok',
        message: `memory_after_load_gb=${memoryAfterGb} time_to_load_ms=${timeToLoadMs}`,
      },
    ],
  };
}
