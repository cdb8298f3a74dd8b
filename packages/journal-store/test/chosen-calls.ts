import type { FileSystem } from '@opta/journal-fs';
import type { Fault, FaultFileSystem, FaultPlan } from 'test-kit';

const isWrite: FaultPlan = ({ name }) => (name === 'write' ? {} : undefined);

/** A fault in the n-th call of a kind, once or from then on. */
export function faultAt(n: number, fault: Fault, isLasting: boolean, kind = isWrite): FaultPlan {
  let seen = 0;
  return (call) => {
    if (kind(call) === undefined) return undefined;
    seen += 1;
    return seen === n || (isLasting && seen > n) ? fault : undefined;
  };
}

/** Resolves with the next call of that name. */
export function nextCall(fileSystem: FaultFileSystem<FileSystem>, name: string): Promise<void> {
  const { plan } = fileSystem;
  return new Promise((resolve) => {
    fileSystem.plan = (call) => {
      if (call.name === name) {
        fileSystem.plan = plan;
        resolve();
      }
      return plan(call);
    };
  });
}
