import { expect, it } from 'vitest';
import { relateHost, type SessionHost } from './relate-host.js';

const here = { machineId: 'm1', bootId: 'b1', pidNamespace: 'pid:[1]', processStart: '1' };

it.each<[SessionHost, string]>([
  [{ machineId: 'm1', bootId: 'b1', pidNamespace: 'pid:[1]' }, 'visible'],
  [{ bootId: 'b1', pidNamespace: 'pid:[1]' }, 'visible'],
  [{ machineId: 'm2', bootId: 'b1', pidNamespace: 'pid:[1]' }, 'visible'],
  [{ machineId: 'm1', bootId: 'b1', pidNamespace: 'pid:[2]' }, 'hidden'],
  [{ machineId: 'm1', bootId: 'b1' }, 'hidden'],
  [{ machineId: 'm1' }, 'hidden'],
  [{ machineId: 'm1', bootId: 'b0', pidNamespace: 'pid:[1]' }, 'earlier-boot'],
  [{ machineId: 'm2', bootId: 'b2' }, 'other-machine'],
  [{ machineId: 'm2' }, 'other-machine'],
  [{ bootId: 'b2' }, 'unknown'],
  [{}, 'unknown'],
])('a session of %j is %s', (session, relation) => {
  expect(relateHost(session, here)).toBe(relation);
});

it('sees processes of the same boot where there are no namespaces', () => {
  expect(relateHost({ bootId: 'b1' }, { bootId: 'b1', processStart: '1' })).toBe('visible');
});

it('sees no process where not even its own can be looked up', () => {
  expect(relateHost({ bootId: 'b1' }, { bootId: 'b1' })).toBe('hidden');
});

it('never takes two hosts that tell nothing for the same', () => {
  expect(relateHost({}, {})).toBe('unknown');
  expect(relateHost({ machineId: 'm1' }, {})).toBe('unknown');
});
