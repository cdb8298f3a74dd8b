import { Counter, Gauge, Registry } from 'prom-client';
import { JOURNAL_METRICS, type JournalMetric, type MetricsSource } from './journal-metrics.js';

/** A registry whose text has the figures of the moment at which it is asked for. */
export function createRegistry(source: MetricsSource): Registry {
  const registry = new Registry();
  for (const metric of JOURNAL_METRICS) register(registry, metric, source);
  return registry;
}

function register(
  registry: Registry,
  { kind, name, help, labelNames, read }: JournalMetric,
  source: MetricsSource,
): void {
  const Metric = kind === 'counter' ? Counter : Gauge;
  new Metric({
    name,
    help,
    labelNames,
    registers: [registry],
    collect() {
      this.reset();
      for (const { labels = {}, value } of read(source)) this.inc(labels, value);
    },
  });
}
