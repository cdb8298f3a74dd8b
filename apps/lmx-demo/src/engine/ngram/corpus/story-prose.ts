/** Short stories. Written for the embedded models. */
export const STORY_PROSE = `
Once there was a small server that lived under a desk by the sea. It had one model and little memory, and it answered the questions of a woman who repaired boats. In the morning she asked it about the wind, and in the evening she asked it about words that she had found in old letters. The server did not know much about the wind, but it knew many words.

One night a storm came up from the sea and took the power from the whole village. The server went dark in the middle of a sentence. In the morning, when the light came back, it looked at its log and saw that the last line was only half a line. It read the lines before it, one after the other, and wrote down what it had been doing. Then it loaded its model and waited.

The woman came in with wet boots and a lamp. She asked the server whether it had been afraid. The server counted what usually follows such a question, and it answered that it had been asleep. That is a good answer, said the woman, and she put the lamp on the desk.

In a library at the edge of a town there was a clerk who gave a number to every book. He never gave a number twice. When a book was lost, its number was lost with it, and he wrote into his ledger what had become of it. People laughed at the clerk, until one day two books with the same name were found, and only the clerk could say which was which.

The clerk grew old, and the town gave him a machine. The machine asked him how it should number the books. The clerk thought for a long time. Take the next number, he said, and write it down before you touch the book. If you fall asleep between the two, a number is missing, and everybody can see why. If you do it the other way round, a book has no number, and nobody can see anything.

An old lighthouse keeper wrote down every ship that passed. There was no reason for it. The ships did not ask him, and the harbour did not read his books. After forty years a young man came up the stairs and asked whether his father had sailed by in the autumn of a certain year. The keeper opened a book, put his finger on a line, and read a name, an hour and the colour of a sail.

The young man sat down by the window and said nothing for a while. Then he asked why the keeper had written it all down. Because I was here, said the keeper, and the ships were there, and it would have been a pity. They drank tea until the lamp had to be lit.

A fox and a crow shared a wood. The crow remembered everything, and the fox remembered only what had happened today. When winter came, the crow knew of a hundred places where something had once been found, and she flew from one to the other and found nothing. The fox smelled the snow, walked ten steps, and dug. In spring the crow said that memory is a heavy thing. The fox said that it is, but that he would like to borrow some of it next winter.

There was a baker who baked the same bread for thirty years. A traveller asked him whether he was not tired of it. The baker answered that it had never been the same bread. The flour was a little different, and the water was a little different, and the morning was always a new one. He had only written the same name on it, so that people could find it.

Two gardeners argued about a tree. The one said that it should be cut back, and the other one said that it should be left alone. They asked the tree, and the tree said nothing, because it was a tree. So they wrote down what each of them wanted, put the paper into a jar, and buried the jar under the roots. When the tree was tall, their children dug up the jar and laughed, because the two papers said the same thing.

At the end of the day the server under the desk wrote its last line. It had answered forty questions, and two of them it had answered well. The woman closed the shutters and wished it a good night. The sea was quiet, and the log was complete.
`;
