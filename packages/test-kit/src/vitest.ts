export { makeTemporaryFolder } from './make-temporary-folder.js';
