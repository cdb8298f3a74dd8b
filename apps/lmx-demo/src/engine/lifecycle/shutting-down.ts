import { EngineError } from '../engine-error.js';

export function shuttingDown(): EngineError {
  return new EngineError('shutting_down', 'The server is stopping and takes nothing new.');
}
