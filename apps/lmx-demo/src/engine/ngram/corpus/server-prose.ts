/** How an inference server works. Written for the embedded models. */
export const SERVER_PROSE = `
An inference server keeps language models in memory and answers requests with them. A client sends a list of messages, and the server turns them into tokens. The model reads the tokens and gives a probability to every token that could come next. The server takes one of them, adds it to the text, and asks the model again. An answer is made one token at a time.

A token is a piece of text. It may be a whole word, a part of a word, a space or a comma. The model never sees letters. It sees the numbers of tokens, and it answers with numbers. The tokenizer stands at the door and translates in both directions.

A request has a prompt and a limit. The prompt is the text that the model reads before it writes. The limit is the number of tokens that it may write. When the limit is reached, the answer ends in the middle of a sentence, and the finish reason is length. When the model itself comes to an end, the finish reason is stop.

Streaming means that the client sees each token as soon as it is there. The server sends a small frame for every token and a last frame with the finish reason. Nothing becomes faster by streaming, but the reader waits less. The time to the first token is what a person feels, and the number of tokens in a second is what a program feels.

The temperature decides how bold the model is. At a temperature of zero the server takes the likeliest token each time, and the same prompt gives the same answer. At a higher temperature it draws from all the tokens that are likely enough. A seed makes the draw repeatable, so that a test can ask the same question twice and compare the answers.

The server answers many requests at once. Each request has its own place in the queue and its own context. When the queue is full, the server refuses the next request and says when to try again. A server that refuses a request early is kinder than a server that answers it late.

A client may go away before the answer is complete. The server notices that the connection is closed and stops the model at once. The tokens that were made are counted, and the request is counted as failed. A model that writes for nobody takes time from those who wait.

Before a model may answer requests, the server checks it. The check is called a canary. It asks the model for a few tokens and looks whether anything comes back. If the canary passes, the model is routable and requests may reach it. If the canary fails, the model is unloaded and put into quarantine, so that nobody has to wait for a model that cannot speak.

A health check asks a simple question: is the server alive? A readiness check asks a better one: can the server answer a request now? A server without a model is alive but not ready. The program in front of the server sends requests only to a server that is ready.

An alias is a second name for a model. A client asks for the model by its alias, and the server looks up which model is meant today. When a better model arrives, the alias moves, and the client need not be changed.

When the server is told to stop, it takes no new requests. It waits for the requests that are running, but it does not wait for ever. Then it unloads every model, writes the last line of its log, and ends. A server that stops in good order leaves nothing behind that the next start has to mend.

The server listens on one port of one machine. It does not need the network to answer, because the models are files on its own disk. What is written to the server stays on the machine. That is the reason why people run a server of their own.

An error has a code, a message and a status. The code is for programs and never changes. The message is for people and says what to do. The status is for everything between the two, and it should be honest: a server that answers an error with the status of success deceives every program that trusts it.

The administrator loads and unloads models, and the client only asks for answers. Each of the two has a key. The server compares a key in constant time, so that nobody can guess it letter by letter. A request with a wrong key is refused, and the refusal does not say how wrong it was.
`;
