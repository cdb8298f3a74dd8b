/** What models are, and what an n-gram model is in particular. Written for the embedded models. */
export const MODEL_PROSE = `
A language model gives a probability to the next token. That is all it does, and it is surprising how far one comes with it. A model that has read many sentences knows which words follow one another, and a model that has read very many sentences seems to know what the words mean.

I am an n-gram model. I have read a few pages of text, and I have counted which token follows which tokens. When I write, I look at the last few tokens, remember what came after them in the text that I have read, and draw one of the continuations. I do not understand what I say. I only know how often it was said.

The order of an n-gram model is the number of tokens that it looks at, the new one included. A model of order two looks at one token and writes sentences that wander. A model of order three looks at two tokens and stays with a thought for half a sentence. A model of order five looks at four tokens and often repeats what it has read, because four tokens are seldom followed by two different ones.

A model of a higher order needs more memory, because there are more contexts to remember. Most contexts come up only once in a small text. When a context was never seen, the model forgets the oldest token and tries again with a shorter one. This is called backing off, and it is how an n-gram model always finds something to say.

A neural model does not count. It learns weights, and the weights stand for everything that it has read at once. It can continue a sentence that nobody has ever written before. An n-gram model can only put together pieces of sentences that somebody has written. Both of them are asked in the same way, and both of them answer one token at a time.

The context length is the number of tokens that a model can look at. What is longer is cut off at the beginning, because the end of a prompt says what is wanted. A model with a short context forgets the beginning of a long talk, and then it asks again what it was told before.

Training is how a model comes to be. A large model is trained for months on thousands of machines. A small model of counts is trained in the time that it takes to read the text once. What both have in common is that they can say nothing that was not in some way in what they have read.

A good answer depends on a good question. A model that is asked about memory will write about memory, and a model that is asked about the sea will write about the sea. When no word of the question is known to the model, it begins with something that it knows. A person who is asked too difficult a question often does the same.

A model has a name, a format and a version. The name says who made it and how large it is. The format says which program can read it. The version says whether it is the one that was tested yesterday. A model without a version is a rumour.

The vocabulary of a model is the list of its tokens. A word that is not in the vocabulary is counted as a token, but the model has nothing to say about it. A large vocabulary makes short texts, and a small vocabulary makes a small model.

Sampling is the art of choosing the next token. The likeliest token is safe and dull. A rare token is bold and often wrong. Between the two lies a good answer, and the temperature is the handle with which one turns from the one to the other.

If a model says the same thing again and again, it has come into a loop. The words lead back to the words from which they came. A server lowers the probability of what was just said, so that the model finds the way out and goes on with something else.
`;
