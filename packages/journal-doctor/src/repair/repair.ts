import type { DoctorOptions } from '../doctor-options.js';
import type { Finding } from '../finding.js';
import { applyRepair, type RepairReport } from './apply-repair.js';
import { planRepair } from './plan-repair.js';
import type { PlanRepairOptions } from './repair-plan.js';

/**
 * Plans and applies in one. Show the plan of `planRepair` first where a person decides.
 *
 * @param findings - What `diagnose` found, all of it or a part.
 * @param options - As for `diagnose` and `planRepair`.
 *
 * @example
 * ```ts
 * const report = await repair(await diagnose({ store }), { store });
 * console.log(report.done.length, report.failed, report.unresolved);
 * ```
 */
export function repair(
  findings: readonly Finding[],
  options: DoctorOptions & PlanRepairOptions,
): Promise<RepairReport> {
  return applyRepair(planRepair(findings, options), options);
}
