import { EventEmitter } from 'node:events';

/** What the server publishes. `time` in epoch milliseconds. */
export interface ServerEvent {
  type: string;
  data: Record<string, unknown>;
  time: number;
}

/** The server's event bus: every event is emitted under the name `event`. */
export class ServerBus extends EventEmitter<{ event: [ServerEvent] }> {
  publish(type: string, data: Record<string, unknown>, time: number = Date.now()): void {
    this.emit('event', { type, data, time });
  }
}
