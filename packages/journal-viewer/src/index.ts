export { createViewer, type Viewer } from './create-viewer.js';
