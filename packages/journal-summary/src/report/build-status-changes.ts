import type { StatusChange } from '@opta/journal-format';
import { MAX_NAMES_IN_SENTENCE } from '../constants.js';
import type { ModelRecord } from '../fold/model-record.js';
import { describeEnd } from './describe-end.js';
import { formatCount, plural, times } from './numbers.js';
import type { ReportContext } from './report-context.js';

/** LMX's three rows, then what became of configuration and models. */
export function buildStatusChanges(context: ReportContext): StatusChange[] {
  const { state, duration } = context;
  return [
    { area: 'Runtime', before: 'starting', after: describeEnd(context).state },
    { area: 'Events seen', before: '0', after: String(state.total) },
    { area: 'Uptime', before: '00:00:00', after: duration },
    ...configurationRow(context),
    ...modelsInMemoryRow(context),
    ...state.models
      .all()
      .filter((model) => model.hasLifecycle)
      .map((model) => modelRow(model)),
  ];
}

function configurationRow({ state, clock }: ReportContext): StatusChange[] {
  const reloads = state.configReloads;
  if (reloads === undefined) return [];
  const values = reloads.last === '' ? '' : `: ${reloads.last}`;
  const last = reloads.count === 1 ? `at ${clock(reloads.lastAt)}` : `last at ${clock(reloads.lastAt)}`;
  return [
    {
      area: 'Configuration',
      before: 'as started',
      after: `reloaded ${times(reloads.count)}, ${last}${values}`,
    },
  ];
}

function modelsInMemoryRow({ state }: ReportContext): StatusChange[] {
  const models = state.models.all();
  if (!models.some((model) => model.hasLifecycle)) return [];
  const held = models.filter((model) => model.inMemory);
  const names = held.slice(0, MAX_NAMES_IN_SENTENCE).map((model) => model.id);
  const more = held.length > names.length ? ['…'] : [];
  const after = held.length === 0 ? '0' : `${held.length} (${[...names, ...more].join(', ')})`;
  return [{ area: 'Models in memory', before: '0', after }];
}

function modelRow(model: ModelRecord): StatusChange {
  if (model.collective) {
    const after = `${plural(model.loads, 'load')}, ${plural(model.unloads, 'unload')}`;
    return { area: `Model ${model.id}`, before: 'not told apart', after };
  }
  const { readiness } = model;
  return {
    area: `Model ${model.id}`,
    before: readiness?.first ?? (model.loads > 0 ? 'not loaded' : 'unknown'),
    after: stateNow(model),
  };
}

/** Unloading changes the readiness without an event, so the last one that was announced is over then. */
function stateNow(model: ModelRecord): string {
  const readiness = describeReadiness(model);
  if (model.lastUnloadReason !== undefined) {
    const before = readiness === undefined ? '' : `, was ${readiness}`;
    return `unloaded (${model.lastUnloadReason})${before}`;
  }
  return readiness ?? (model.inMemory ? 'loaded' : 'not loaded');
}

function describeReadiness({ readiness }: ModelRecord): string | undefined {
  if (readiness === undefined) return undefined;
  const crashes =
    readiness.crashCount === undefined || readiness.crashCount === 0
      ? []
      : [`crash count ${formatCount(readiness.crashCount)}`];
  const facts = [...(readiness.reason === undefined ? [] : [readiness.reason]), ...crashes];
  return facts.length === 0 ? readiness.last : `${readiness.last} (${facts.join(', ')})`;
}
