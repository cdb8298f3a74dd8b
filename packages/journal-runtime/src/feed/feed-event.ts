/** An event as the feed hands it over. */
export interface FeedEvent {
  type: string;
  data: unknown;
  /** Epoch milliseconds: what the server says, else the arrival. */
  time: number;
  /** The server's id, where it gives one: after the last that is known, another feed can go on. */
  feedId?: string | undefined;
}
