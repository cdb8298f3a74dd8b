import { type Meter, metrics } from '@opentelemetry/api';
import { JOURNAL_METRICS, type MetricsSource } from './journal-metrics.js';

/**
 * Offers the figures to whatever OpenTelemetry SDK the process was started with; without one nothing is observed.
 *
 * @param meter - default: the global one, which does nothing where there is no SDK
 */
export function observeJournal(source: MetricsSource, meter: Meter = metrics.getMeter('opta-journal')): void {
  for (const { kind, name, help, read } of JOURNAL_METRICS) {
    const options = { description: help };
    const instrument =
      kind === 'counter'
        ? meter.createObservableCounter(name, options)
        : meter.createObservableGauge(name, options);
    instrument.addCallback((result) => {
      for (const { labels, value } of read(source)) result.observe(value, labels);
    });
  }
}
