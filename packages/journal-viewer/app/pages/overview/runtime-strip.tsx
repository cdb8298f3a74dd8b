import { useEffect, useRef, useState } from 'preact/hooks';
import { type StatusClass, statusClass } from '../../shared/session-status.js';
import { useListKeys } from '../../shared/use-list-keys.js';
import { hrefOf } from '../../shell/route.js';
import { describeRuntime } from './describe-runtime.js';
import { RuntimeBar } from './runtime-bar.js';
import type { RuntimeDay } from './runtime-days.js';
import './runtime-strip.css';

const LEGEND: readonly [look: StatusClass | 'recovered', means: string][] = [
  ['clean', 'clean'],
  ['stopped', 'stopped by a signal'],
  ['crashed', 'crashed or killed'],
  ['unknown', 'end not known'],
  ['running', 'running'],
  ['recovered', 'log recovered afterwards'],
];
const HOURS = ['00', '06', '12', '18', '24'];

/** A row for each day and a bar for each runtime; a bar leads to its session. */
export function RuntimeStrip({ days }: { days: readonly RuntimeDay[] }) {
  const [at, setAt] = useState<number>();
  const strip = useRef<HTMLOListElement>(null);
  const bars = days.flatMap((day) => day.bars);
  const linkAt = (index: number) => strip.current?.querySelectorAll<HTMLElement>('.runtime-bar')[index];
  const selected = useListKeys({
    count: bars.length,
    what: 'runtime',
    open: (index) => linkAt(index)?.click(),
    isProblem: (index) => statusClass(bars[index]?.runtime.status) === 'crashed',
    isFlowing: true,
  });
  useEffect(() => {
    if (selected !== undefined) linkAt(selected)?.focus();
  }, [selected]);
  const shown = at === undefined ? undefined : bars[at]?.runtime;
  return (
    <>
      <ol class="runtime-strip" ref={strip} onPointerLeave={() => setAt(selected)}>
        {days.map((day) => (
          <li key={day.date}>
            <DayName day={day} />
            <ul class="runtime-lanes" style={{ '--lanes': day.lanes }}>
              {day.bars.map((bar) => (
                <RuntimeBar
                  key={bar.runtime.name}
                  bar={bar}
                  isTabStop={bar === bars[selected ?? 0]}
                  onPoint={() => setAt(bars.indexOf(bar))}
                />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <div class="runtime-hours" aria-hidden="true">
        {HOURS.map((hour) => (
          <span key={hour}>{hour}</span>
        ))}
      </div>
      <p class="runtime-told">
        {shown === undefined
          ? 'Point at a bar, or go from one to the next with j and k.'
          : describeRuntime(shown)}
      </p>
      <Legend />
    </>
  );
}

function DayName({ day: { date, hidden } }: { day: RuntimeDay }) {
  return (
    <span class="runtime-date">
      <span class="runtime-year">{date.slice(0, 5)}</span>
      {date.slice(5)}
      {hidden > 0 && (
        <a class="runtime-hidden" href={hrefOf(['sessions'], { since: date, until: date })}>
          {hidden} more<span class="visually-hidden"> of {date}</span>
        </a>
      )}
    </span>
  );
}

function Legend() {
  return (
    <ul class="runtime-legend" aria-label="What the bars mean">
      {LEGEND.map(([look, means]) => (
        <li key={look}>
          <span class={`runtime-bar ${look}`} aria-hidden="true" /> {means}
        </li>
      ))}
    </ul>
  );
}
