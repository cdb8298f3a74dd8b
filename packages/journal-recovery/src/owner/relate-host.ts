import type { HostIdentity } from '../host/host-identity.js';

/** Where a session ran, as its first line says. */
export interface SessionHost {
  machineId?: string | undefined;
  bootId?: string | undefined;
  pidNamespace?: string | undefined;
}

/**
 * How the host of a session relates to this one: `visible`: its process can be looked up here. `hidden`: this
 * boot, but another container. `earlier-boot`: this machine before it was started anew. `other-machine`;
 * `unknown`: too little is recorded, or too little can be read here.
 */
export type HostRelation = 'visible' | 'hidden' | 'earlier-boot' | 'other-machine' | 'unknown';

export function relateHost(session: SessionHost, here: HostIdentity): HostRelation {
  const { bootId, machineId } = session;
  // The identifier of a boot is random, so the same one is the same machine, whatever else is known.
  if (bootId !== undefined && bootId === here.bootId) {
    // Who cannot even see himself among the processes sees nobody there.
    const isVisible = here.processStart !== undefined && session.pidNamespace === here.pidNamespace;
    return isVisible ? 'visible' : 'hidden';
  }
  if (machineId === undefined || here.machineId === undefined) return 'unknown';
  if (machineId !== here.machineId) return 'other-machine';
  return bootId === undefined || here.bootId === undefined ? 'hidden' : 'earlier-boot';
}
