export { bundleScript } from './bundle-script.js';
export { type EventFrame, EventFrameReader } from './event-frame-reader.js';
export {
  createFaultFileSystem,
  type FaultFileSystem,
  type FileSystemLike,
} from './fault-file-system.js';
export {
  crashAt,
  type Fault,
  type FaultPlan,
  failAt,
  failEvery,
  failFrom,
  type SeenCall,
} from './fault-plan.js';
export { CrashError } from './faulty-disk.js';
export { GIT_IDENTITY } from './git-identity.js';
export { missingRequirement, type Requirement } from './missing-requirement.js';
export { createPowerCutDisk, POWER_CUT_REQUIREMENT, type PowerCutDisk } from './power-cut-disk.js';
export { type Example, readExamples } from './read-examples.js';
export { runGit } from './run-git.js';
export { createSeededRandom } from './seeded-random.js';
export { type SampleServer, spawnSampleServer } from './spawn-sample-server.js';
export { type SpawnedScript, spawnScript } from './spawn-script.js';
export { type SpawnedSource, type SpawnSourceOptions, spawnSource } from './spawn-source.js';
export { withoutSync } from './without-sync.js';
