/** An event as the feed hands it over. */
export interface FeedEvent {
  type: string;
  data: unknown;
  /** Epoch milliseconds: what the server says, else the arrival. */
  time: number;
}
