import { useState } from 'preact/hooks';
import { Empty } from '../../shared/notices.js';
import { useKeys } from '../../shell/keyboard.js';
import type { LiveEvents } from './live-events.js';
import { LiveList } from './live-list.js';
import { LiveStatus } from './live-status.js';

/** How the feed is, and what it has brought. */
export function LiveView({
  events,
  mark,
  isFiltered,
}: {
  events: LiveEvents;
  mark: string;
  isFiltered: boolean;
}) {
  const [turn, setTurn] = useState(0);
  const isPaused = events.waiting.value !== undefined;
  const resume = () => {
    events.resume();
    setTurn((last) => last + 1);
  };
  const toggle = () => (isPaused ? resume() : events.pause());
  useKeys([{ key: ' ', does: isPaused ? 'Follow what comes' : 'Hold the list still', run: toggle }]);
  return (
    <>
      <LiveStatus events={events} onToggle={toggle} />
      {events.shown.value.length === 0 ? (
        <NoEvents isLive={events.state.value.name === 'live'} isFiltered={isFiltered} />
      ) : (
        // Whoever follows again begins at the top, with nothing chosen.
        <LiveList key={turn} items={events.shown.value} mark={mark} onLook={() => events.pause()} />
      )}
    </>
  );
}

function NoEvents({ isLive, isFiltered }: { isLive: boolean; isFiltered: boolean }) {
  if (!isLive) return null;
  return (
    <Empty title="No event yet">
      {isFiltered
        ? 'None of the last events passes the filters above. New ones that do will appear here by themselves.'
        : 'Load a model or send a request: what the server does appears here by itself.'}
    </Empty>
  );
}
