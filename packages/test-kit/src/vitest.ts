export { makeTemporaryFolder } from './make-temporary-folder.js';
export { type PlacedExample, placeExample } from './place-example.js';
export { runExample } from './run-example.js';
