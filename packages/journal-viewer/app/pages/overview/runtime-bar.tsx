import { statusClass } from '../../shared/session-status.js';
import { hrefOf } from '../../shell/route.js';
import { describeRuntime } from './describe-runtime.js';
import type { Bar } from './runtime-days.js';

/** The part of a runtime that lies in a day, as a link to its session. */
export function RuntimeBar({
  bar: { runtime, from, to, lane, isContinued },
  isTabStop,
  onPoint,
}: {
  bar: Bar;
  isTabStop: boolean;
  onPoint(): void;
}) {
  const told = `${describeRuntime(runtime)}${isContinued ? ' (goes on from the day before)' : ''}`;
  const looks = [statusClass(runtime.status), ...(runtime.isRecovered ? ['recovered'] : [])];
  return (
    <li style={{ '--from': from, '--length': to - from, '--lane': lane }}>
      <a
        class={`runtime-bar ${looks.join(' ')}`}
        href={hrefOf(['sessions', runtime.name])}
        title={told}
        tabIndex={isTabStop ? 0 : -1}
        onPointerEnter={onPoint}
        onFocus={onPoint}
      >
        <span class="visually-hidden">{told}</span>
      </a>
    </li>
  );
}
