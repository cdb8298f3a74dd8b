export { DemoError } from './demo-error.js';
export type { DemoOptions } from './demo-options.js';
export { type Demo, startDemo } from './start-demo.js';
