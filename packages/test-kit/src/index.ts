export { missingRequirement, type Requirement } from './missing-requirement.js';
export { createPowerCutDisk, POWER_CUT_REQUIREMENT, type PowerCutDisk } from './power-cut-disk.js';
export { createSeededRandom } from './seeded-random.js';
export { type SpawnedScript, spawnScript } from './spawn-script.js';
