import { type MessagePort, parentPort } from 'node:worker_threads';
import { type RenderTask, renderLog } from './html/render-log.js';

const port = parentPort as MessagePort;

port.on('message', (task: RenderTask) => port.postMessage(renderLog(task)));
port.postMessage('ready');
