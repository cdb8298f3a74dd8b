/** How the sample server is to run. Everything may be left out. */
export interface DemoOptions {
  /** Default: the configuration's, 127.0.0.1. */
  host?: string;
  /** 0 takes any free one. Default: the configuration's, 1234. */
  port?: number;
  /** Folder of logs and models. Default `demo-data` in the working folder. */
  dataDir?: string;
  /** YAML file in the shape of LMX's configuration. */
  config?: string;
  /** Model to load at the start. Default: the configuration's. */
  model?: string;
  /** Base URL of a server with OpenAI's API that generates instead of the embedded engine. */
  upstream?: string;
  upstreamKey?: string;
  /** Default: the configuration's. */
  adminKey?: string;
  /** File of recorded events that are published instead of the engine's. */
  replay?: string;
  /** Of a replay: `full` speed (default), or a multiple of its own pace. */
  pace?: 'full' | number;
  /** Do not print events. */
  quiet?: boolean;
  /** Whether loads and tokens of the embedded models take the time that lets a person watch them. Default true. */
  simulatedDelays?: boolean;
  /** Takes each line that the server prints. Default: standard output. */
  print?: (line: string) => void;
  /** Finish the session on uncaught errors and at the exit of the process. Default false. */
  handleSignals?: boolean;
}
