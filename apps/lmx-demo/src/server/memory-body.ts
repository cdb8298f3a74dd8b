import type { MemoryStatus } from '../engine/model-engine.js';

/** Memory as LMX's admin routes tell of it. */
export function memoryBody(memory: MemoryStatus): Record<string, number> {
  return {
    total_gb: memory.totalGb,
    used_gb: round(memory.usedGb),
    available_gb: round(memory.totalGb - memory.usedGb),
    usage_percent: usagePercent(memory),
    threshold_percent: memory.thresholdPercent,
  };
}

export function usagePercent({ usedGb, totalGb }: MemoryStatus): number {
  return round((usedGb / totalGb) * 100);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
