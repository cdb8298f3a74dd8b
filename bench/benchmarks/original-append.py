"""What the original LMX does for every event, written anew: open, append a line of JSON, close."""

import json
import sys
import time
from collections import Counter
from datetime import datetime, timezone

parameters = json.loads(sys.argv[1])
with open(parameters["samples"], encoding="utf-8") as file:
    samples = json.load(file)
counts = Counter()


def record(event_type, data, timestamp):
    counts[event_type] += 1
    line = {
        "data": data,
        "event_type": event_type,
        "timestamp": datetime.fromtimestamp(timestamp, timezone.utc).isoformat(),
        "timestamp_unix": timestamp,
    }
    with open(parameters["path"], "a", encoding="utf-8") as log:
        log.write(json.dumps(line, default=str, sort_keys=True) + "\n")


def record_many(number):
    for index in range(number):
        sample = samples[index % len(samples)]
        record(sample["event_type"], sample["data"], time.time())


record_many(parameters["warmUp"])
begin, cpu = time.perf_counter(), time.process_time()
record_many(parameters["count"])
seconds, cpu_seconds = time.perf_counter() - begin, time.process_time() - cpu
with open(parameters["path"], "rb") as log:
    written = log.read()
lines = written.count(b"\n")
if lines != parameters["count"] + parameters["warmUp"]:
    sys.exit(f"{lines} lines were written")
print(
    json.dumps(
        {
            "perSecond": parameters["count"] / seconds,
            "cpuUs": cpu_seconds * 1e6 / parameters["count"],
            "lineBytes": len(written) / lines,
        }
    )
)
