/** What journals are mostly made of: fields of events, stacks and tables, and the most common words of English. */
export const ORDINARY_TEXT = `{"event_type":"request_completed","data":{"request_id":"chatcmpl-2hUC","model_id":
"mlx-community/Qwen3-32B-4bit","prompt_tokens":903,"completion_tokens":117,"total_tokens":1020,"latency_ms":2301.47,
"tokens_per_second":55.28,"duration_sec":31.46,"memory_before_gb":12.36,"memory_after_gb":190.25,"crash_count":0,
"previous_state":"canary_pending","state":"routable","backend":"vllm-mlx","backend_version":"0.2.6","stream":true,
"reason":"auto load on request","message":null,"error":false,"path":"/v1/chat/completions","timestamp":
"2026-02-24T13:56:12.123+11:00","updated_at":1771984101.254726,"status":"loading","outcome":"pass","format":"mlx",
"usage":{"prompt_tokens":41,"completion_tokens":89,"total_tokens":130,"max_tokens":512},"session_id":"7f3a"}}
at process.processTicksAndRejections (node:internal/process/task_queues:95:5) | file | --- | ---------- |
the be to of and a in that have it for not on with he as you do at this but his by from they we say her she or an
will my one all would there their what so up out if about who get which go me when make can like time no just him
know take people into year your good some could them see other than then now look only come its over think also back
after use two how our work first well way even new want because any these give day most us is are was were has had
been model session journal server loaded update request file line number written name value author design signal
passed through considered finally personal total national signed login logging read already created failed found
journal-format packages return future figure means machine shipped because accessed refreshed content-type test's
session to a session tool, the control to personal traffic, of all things: access denied; authors (see below).
`;
