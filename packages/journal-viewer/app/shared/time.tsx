import { effect, signal } from '@preact/signals';
import { readSetting, writeSetting } from './settings.js';

/** In which zone times are shown. */
export const zone = signal<'local' | 'UTC'>(readSetting('zone') === 'UTC' ? 'UTC' : 'local');

effect(() => writeSetting('zone', zone.value));

const LOCAL = Intl.DateTimeFormat().resolvedOptions().timeZone;
const DATE = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

/** `2026-02-24 13:56:12`; Swedish is the locale that writes dates as ISO 8601 does. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The name of the zone in which times are shown. */
export function zoneName(): string {
  return zone.value === 'UTC' ? 'UTC' : LOCAL;
}

/**
 * A moment as it is read.
 *
 * @param at - epoch milliseconds
 * @param part - what of it is wanted
 */
export function formatTime(at: number, part: 'date' | 'clock' | 'both' = 'both'): string {
  if (!Number.isFinite(at)) return '–';
  const key = `${zoneName()} ${part}`;
  const options = {
    ...(part === 'clock' ? {} : DATE),
    ...(part === 'date' ? {} : CLOCK),
    timeZone: zoneName(),
  };
  const format = formats.get(key) ?? new Intl.DateTimeFormat('sv-SE', options);
  formats.set(key, format);
  return format.format(at);
}

/** A moment, in the zone that the reader has chosen; the other zones are told to who asks. */
export function Time({ at, part = 'both' }: { at: number; part?: 'date' | 'clock' | 'both' }) {
  if (!Number.isFinite(at)) return <span>–</span>;
  const iso = new Date(at).toISOString();
  return (
    <time dateTime={iso} title={`${iso} (UTC)`}>
      {formatTime(at, part)}
    </time>
  );
}

/** `3 d 4 h`, `12 min`, `8 s`: the two largest parts of a span. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
