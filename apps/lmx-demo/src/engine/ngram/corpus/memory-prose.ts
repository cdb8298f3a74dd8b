/** Memory, disks and what is done when they are full. Written for the embedded models. */
export const MEMORY_PROSE = `
Memory is the budget of an inference server. A model takes as much memory as its weights need, and a little more for every request that it answers. The server knows the budget and the size of each model, and it loads a model only if the model fits.

When a model does not fit, the server looks for a model that nobody uses. The model that was used longest ago is unloaded first. This is called least recently used, and it is a good rule because a model that was not needed for an hour will probably not be needed in the next minute. A model that answers a request is never unloaded.

When every model is busy, nothing can be unloaded, and the server says that the memory is not sufficient. It says so before it unloads anything. It would be a poor bargain to unload three models and to find out that the fourth one still does not fit.

An idle model gives its memory back after a while. The server counts the seconds since the last request, and when the count is high enough, the model is unloaded. The next request for that model has to wait until it is loaded again. A long time is kind to people who come back, and a short time is kind to people who need the memory for something else.

The server gives a warning when the memory is nearly full. The warning comes once, when the use of memory goes over the threshold, and not again until it has been under the threshold. A warning that comes every second is a warning that nobody reads.

Loading a model means reading a file. The file may be large, and the disk may be slow. While the model is being loaded, the server goes on answering requests with the other models. When the file is damaged, the checksum does not match, and the server refuses to load the model instead of answering with nonsense.

A checksum is a short number that is computed from a long file. If one bit of the file changes, the checksum changes too. The server computes the checksum when it loads the model and compares it with the checksum that was written when the model was made. Two checksums that differ are a reason to fetch the file again.

A download fetches a model from the hub. The file arrives in pieces, and each piece is written to a temporary file. Only when the last piece is there does the file get its real name. A download that is cancelled leaves nothing behind, and a download that fails says how far it came and why it could not go on.

The disk is a budget as well. A model that is not in memory still takes place on the disk, and a disk that is full stops more than the models. The server asks before it fetches a large file, and the question has a token that is good for ten minutes. Whoever confirms the token has read how large the file is.

Quantizing makes a model smaller. The weights are rounded to fewer bits, so that the file takes less of the disk and the model takes less memory. The answers become a little coarser. A model with four bits is often good enough, and a model with two bits often is not.

Two clients may ask for the same model at the same time. The server loads it once and answers both. Two clients may ask for two different models at the same time. The server loads one after the other, because each of them must know how much memory the other one has left.

The cache remembers what the model has read. When the same prompt comes again, the model need not read it again, and the first token arrives sooner. The cache takes memory that a model could use, and it is the first thing to go when the memory is short.
`;
